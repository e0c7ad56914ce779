"""Unit tests of what all apps share."""
