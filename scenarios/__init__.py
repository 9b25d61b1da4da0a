"""Named changes to an instance, and the studies that solve more than once."""
