"""Plans under uncertainty: values in futures, hindsight plans, robust plans, and what they tell."""
