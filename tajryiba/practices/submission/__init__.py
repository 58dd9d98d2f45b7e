"""Practices that municipalities and registered clients send in: typed anywhere, kept on every field, reviewed."""
