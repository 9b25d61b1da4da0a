"""Section 12: every criterion as one record, its expression, its evaluated value and its words."""
