"""Encrypted backups: one command makes one, one restores it into an empty place and proves that nothing is missing."""
