"""XPath 1.0 in an answer: the expression, the places of what it finds, and their values."""
