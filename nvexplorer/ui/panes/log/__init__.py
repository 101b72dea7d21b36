"""The log of sent requests in the sidebar."""
