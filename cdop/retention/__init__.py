"""Carrying out the erasures of cases that two people approved: over all apps, in one transaction."""
