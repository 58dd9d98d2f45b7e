"""Drafts of decisions: facts of the municipality in a template that the staff edit."""
