"""Invented narratives in which every identifier is marked, and narratives without any."""
