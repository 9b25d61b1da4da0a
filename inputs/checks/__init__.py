"""Rules that no cell shows alone: references, sums, orders, odd values."""
