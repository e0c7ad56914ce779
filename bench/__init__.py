"""Measures the product against what people would use instead, in ratios; see ``docs/performance.md``."""
