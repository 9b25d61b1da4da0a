"""Staff: tables, timing, charts and sentences."""
