"""The constraints of docs/formulation.md, a file for a section or a few that belong together."""
