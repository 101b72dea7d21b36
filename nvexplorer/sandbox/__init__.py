"""A local Netvisor that really checks the MAC and changes nothing but its own memory."""
