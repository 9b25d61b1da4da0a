"""Demands: tables, sentences, conflicts, prices and coalitions."""
