"""Studies: questions whose answer needs more than one solve. None knows another."""
