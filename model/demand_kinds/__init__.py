"""Section 11: every kind of demand as one record, its rows and its judgement side by side."""
