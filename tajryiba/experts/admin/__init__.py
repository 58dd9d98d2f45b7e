"""Experts in the Wagtail admin."""
