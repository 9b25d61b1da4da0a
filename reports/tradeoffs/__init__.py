"""Frontiers and sweeps: sentences and charts."""
