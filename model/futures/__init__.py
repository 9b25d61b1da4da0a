"""What a plan leads to where the numbers are otherwise: futures, drawn or named."""
