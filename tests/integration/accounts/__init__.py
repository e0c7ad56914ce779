"""People, sign-in, mail, audit pages."""
