"""Every change to a case: a named action, one transaction, audited inside. Import the module, not the names."""
