"""Pages of case-work."""
