"""Feeds that others read: news and articles by language, rubric and topic, and the podcast."""
