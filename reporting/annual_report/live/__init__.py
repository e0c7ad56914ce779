"""Live references in a text: figures, claims, tables, sources, written as words in double square brackets."""
