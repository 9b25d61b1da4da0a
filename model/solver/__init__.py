"""From an instance to a proven plan: matrix, warm linear programs, branch and bound."""
