"""Every change to a meeting: a named action, one transaction, audited inside. Import the module, not the names."""
