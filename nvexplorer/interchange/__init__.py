"""Formats of other programs, in and out, one file each."""
