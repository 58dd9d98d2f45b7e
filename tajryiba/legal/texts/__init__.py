"""Work on the words of acts: cleaning, splitting, comparing, recognising. Pure functions, no database."""
