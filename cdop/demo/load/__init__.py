"""Invented cases in number, for measuring: as many panels and years as are asked for, the same for the same seed.

Rows go in by COPY, a panel to a transaction, with every constraint and foreign key in force. What the demonstration
makes by actions, one deed at a time, would take days for the whole of England.
"""
