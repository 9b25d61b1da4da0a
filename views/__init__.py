"""The pages of the browser app, a file or a folder each."""
