"""Pages that stay: about the portal, how to take part, terms, accessibility; and their links in the footer."""
