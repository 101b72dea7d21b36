"""Sending requests and reading what comes back."""
