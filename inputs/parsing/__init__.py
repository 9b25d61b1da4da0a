"""Files to records: what a file is, its sheets, layout, columns, cells; CPR numbers refused."""
