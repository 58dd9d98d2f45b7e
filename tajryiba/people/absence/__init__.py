"""When a person is away, and who stands in for them."""
