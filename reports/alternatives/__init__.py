"""What is certain and what is free near the best, and the plans that differ most."""
