"""The body of a request as a tree of elements and values."""
