"""What runs: the page, the checks, the numbers for monitoring."""
