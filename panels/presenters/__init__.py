"""Words, tags and buttons of the panel's pages. Nothing here asks the database."""
