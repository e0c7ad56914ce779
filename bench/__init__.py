"""Measurements: each runs by itself, in one process, and prints a ratio rather than a time."""
