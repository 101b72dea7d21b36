"""Making and managing profiles."""
