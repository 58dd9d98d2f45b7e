"""Adoption: another municipality does what a practice tells. README.md of the app has the outline."""
