"""The optimisation model: data, formulation, solution, independent evaluation."""
