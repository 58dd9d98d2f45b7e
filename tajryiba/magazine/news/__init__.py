"""News: the public list and page, blocks elsewhere, who is told, facts in the admin."""
