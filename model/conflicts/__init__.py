"""Sets of demands that no plan meets: feasibility, MARCO, least relaxations, coalitions."""
