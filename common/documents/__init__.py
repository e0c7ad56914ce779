"""A neutral document and its renderers: one content, so that formats cannot drift apart.

Nothing here knows Django's database or a request. Renderers run in a child process (``docs/adr``).
"""
