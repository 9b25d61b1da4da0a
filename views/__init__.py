"""The pages of the browser app, one file each."""
