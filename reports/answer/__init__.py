"""The answer: its sentences, key figures, chart messages and charts."""
