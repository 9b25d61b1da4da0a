"""The tables written as a workbook to fill in, or as text files."""
