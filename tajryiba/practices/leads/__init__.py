"""Leads: practices that the staff heard of, followed from the first hint to publication."""
