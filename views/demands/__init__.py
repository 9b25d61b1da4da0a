"""The page Demands and its sections."""
