"""What lies on disk: profiles, saved requests, the open tabs, the log and settings."""
