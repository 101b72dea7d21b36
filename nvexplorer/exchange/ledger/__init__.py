"""A long range of dates asked in parts, one after the other, and answered as one."""
