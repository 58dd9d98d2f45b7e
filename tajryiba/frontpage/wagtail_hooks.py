from .searching import admin  # noqa: F401  (registers its page)
