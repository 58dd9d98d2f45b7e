"""Articles: their page, the blocks of which every story is built, both ways to practices, acts, experts, places."""
