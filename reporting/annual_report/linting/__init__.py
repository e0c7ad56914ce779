"""Reads a section beside its author: what must be put right before it is signed off, and what to look at."""
