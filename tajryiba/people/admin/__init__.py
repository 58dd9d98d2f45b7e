"""Pages of the Wagtail admin: thin over the verbs, which check the permissions once more."""
