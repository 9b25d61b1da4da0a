"""The tables of an instance, declared as data, and what their blanks mean."""
