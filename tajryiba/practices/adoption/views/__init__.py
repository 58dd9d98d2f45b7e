"""Pages of adoption: the workspace under /account/, letters, and what everybody may read."""
