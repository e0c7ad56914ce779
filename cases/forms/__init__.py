"""Forms of case-work: shape and rules that concern several answers. Forms never save."""
