"""What pages about people show, and which buttons they have."""
