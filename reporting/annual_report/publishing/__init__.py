"""From a draft to a publication that nobody can change: prepare, review, approve, publish, check, correct."""
