"""Several reads for one page, each starting from what the reader may see."""
