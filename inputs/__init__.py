"""Tables in, checked instance out."""
