"""From a plan to positions: who has a place in the new structure, at the least disruption."""
