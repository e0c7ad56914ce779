"""Pages about people, panels, mail and the audit trail."""
