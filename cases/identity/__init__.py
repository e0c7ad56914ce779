"""Who the child and the family are. Only ``cases`` imports this package; the import contract enforces it."""
