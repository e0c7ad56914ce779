"""Wires the applications together: settings, addresses, background work, errors."""
