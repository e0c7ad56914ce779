"""Forms about people and signing in."""
