"""Articles that readers write for the magazine: drafts in the account, review by the editors, the draft page."""
