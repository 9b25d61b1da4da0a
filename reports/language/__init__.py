"""Words, names, values and headings in the language of the reader."""
