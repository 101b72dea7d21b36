"""What the catalogue knows of a resource, to read and to put into the request."""
