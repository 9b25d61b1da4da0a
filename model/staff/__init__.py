"""What follows from a plan for its staff: destinations, months, the law, new jobs."""
