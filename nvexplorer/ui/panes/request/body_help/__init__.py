"""What the catalogue knows, at work in the editor of a body."""
