"""What runs and what does not: looked up for the administrator's page and for monitoring."""
