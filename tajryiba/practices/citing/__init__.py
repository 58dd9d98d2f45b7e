"""Practices and adoptions rest on legal acts: what the app `legal` must know of them, and where it shows itself."""
