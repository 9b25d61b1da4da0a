"""What demands and choices cost: marginal prices, values of sets, break-even values, Shapley."""
