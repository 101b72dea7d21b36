"""The request: URL, parameters, body, and sending it."""
