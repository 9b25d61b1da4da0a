"""Frontiers of two and three criteria: exact for the relaxation, bounded for plans."""
