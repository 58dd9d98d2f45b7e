"""The public catalogue: facets with counts over all practices, held in memory as sets of bits (README.md,
decisions/0004).
"""
