"""Saved requests in the sidebar."""
