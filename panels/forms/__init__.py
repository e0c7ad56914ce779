"""Forms of the panel's pages: shape and rules between fields, nothing else."""
