"""Pages with every component, for the tests of look and accessibility. Invented content, no database."""
