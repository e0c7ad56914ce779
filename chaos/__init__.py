"""Kills parts of the running service and holds what it acknowledged against what it kept: ``python -m chaos``."""
