"""Solutions as frames, charts, sentences and the committee workbook."""
