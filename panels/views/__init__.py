"""Pages of the panel. Each resolves in scope, builds a form, calls one action or selector, renders or redirects."""
