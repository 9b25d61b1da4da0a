"""The page Compare, and the sweep."""
