"""Pages of the staff: the register, an act's texts and changes, import, what waits to be checked, the digest, citing."""
