"""The demonstration: an invented panel whose figures are those of a published report. Made through the real actions."""
