"""Plans near the best: what holds in all of them, and plans that differ as much as can be."""
