"""The Preview tab: what would go out, to the byte, if the request were sent now."""
