"""Counts of few people: masking, and the attack that it withstands."""
