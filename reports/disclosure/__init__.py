"""Counts of few people: masking, and the attack that tests it."""
