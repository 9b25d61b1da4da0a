"""The constraints of docs/formulation.md, one file per section."""
