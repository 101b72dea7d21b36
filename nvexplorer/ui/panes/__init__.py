"""The panes of the window, one package per feature."""
