"""What an analysis form may say and what follows from it. Pure: no database, no request."""
