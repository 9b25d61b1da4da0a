"""The commands of the command line, one file per topic: arguments in, text or JSON out."""
