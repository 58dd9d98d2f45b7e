"""Pages of the staff: register, texts and changes of an act, import, what waits to be checked, digest, citing."""
