"""Two small forms with every kind of question, so that the engine is tested apart from the real ones."""
