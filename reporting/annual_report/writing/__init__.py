"""How several people write one report: states, owners, merged texts, comments."""
