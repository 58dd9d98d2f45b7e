"""Addresses of the magazine's former site lead to where the same is read now."""
