"""Netvisor Explorer: explore the Netvisor Web Service Interface by hand."""

__version__ = "0.1.0"
