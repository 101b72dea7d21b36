"""The MAC doctor's panes: what was pasted, what was recognised in it, and what was found out."""
