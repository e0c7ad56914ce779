"""The annual report of one panel and year: its texts, its figures, its files."""
