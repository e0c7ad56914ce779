"""Postcodes and what official lookup files say about them."""
