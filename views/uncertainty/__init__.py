"""The page Uncertainty and its sections."""
