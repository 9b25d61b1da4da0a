"""Money: accounts, the target, and where the saving comes from."""
