"""The base case a second time, in plain arrays: a file for a section or two of the paper."""
