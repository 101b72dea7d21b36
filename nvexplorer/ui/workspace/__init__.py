"""The open requests: a tab each, with what belongs to sending and keeping them."""
