"""The real clock, ids, network, locks and folders; imported by launch alone."""
