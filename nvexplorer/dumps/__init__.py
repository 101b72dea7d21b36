"""The text of a request, from whatever tool it came, read into its fields."""
