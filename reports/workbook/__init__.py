"""The workbooks of the committee."""
