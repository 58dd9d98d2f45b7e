"""News digest and legislation digest: picked by tick-box out of what the portal already has."""
