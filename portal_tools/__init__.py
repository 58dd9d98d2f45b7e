"""What stands behind ./portal: only the standard library, so that it works before anything is installed."""
