"""Parts that pages share: the answer, figures, progress."""
