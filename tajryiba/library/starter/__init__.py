"""What the library of a new portal begins with."""
