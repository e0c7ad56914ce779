"""Every change to people, roles and organisations: a named action, one transaction, audited inside."""
