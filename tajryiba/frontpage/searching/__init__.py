"""The page of the search: one box for everything."""
