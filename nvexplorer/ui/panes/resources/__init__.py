"""The list of resources and the filter over it."""
