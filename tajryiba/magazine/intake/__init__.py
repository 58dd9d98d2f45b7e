"""Feeds of others: polled into a queue from which an editor makes news. Nothing of them is published by itself."""
