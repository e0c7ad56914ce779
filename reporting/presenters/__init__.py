"""Words and order of the pages of figures."""
