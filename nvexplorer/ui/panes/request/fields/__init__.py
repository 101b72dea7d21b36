"""Fields for the value of one parameter, each for its type."""
