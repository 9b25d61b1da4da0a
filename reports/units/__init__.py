"""Units before and after, and who is responsible for whom."""
