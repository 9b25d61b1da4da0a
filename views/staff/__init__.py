"""The page Units and staff, and its sections."""
