"""What a plan leads to, recomputed without a solver: exits, money, rules, demands."""
