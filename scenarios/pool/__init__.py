"""Long work on processes: a pool of this machine, or a cluster that runs already."""
