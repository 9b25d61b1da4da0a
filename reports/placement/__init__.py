"""Positions placed: tables, a chart and sentences."""
