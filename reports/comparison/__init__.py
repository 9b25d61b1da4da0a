"""Answers beside each other: tables, charts and reasons."""
