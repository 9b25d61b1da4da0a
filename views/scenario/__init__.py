"""The page Scenario and its sections."""
