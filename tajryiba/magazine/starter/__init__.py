"""What the magazine and the news begin with on a new portal: words in TOML files, a loader."""
