"""The issue: planned, assembled from articles in a free order, published to the readers."""
