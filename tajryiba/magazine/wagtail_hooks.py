"""Editing of the magazine in the Wagtail admin."""
