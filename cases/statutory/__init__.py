"""The statutory forms as versioned data: definitions, rules, completeness, merging, pages."""
