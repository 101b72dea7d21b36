"""The search for the smallest and likeliest set of mistakes that makes a MAC."""
