"""Reads case-level records from a CSV file: pure, no database. The columns are those of the exchange file."""
