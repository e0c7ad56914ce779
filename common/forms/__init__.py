"""Forms that every page uses: one helper, a few fields, accessible markup."""
