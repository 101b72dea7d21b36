"""How a MAC can go wrong: the mistakes, each one declarative entry."""
