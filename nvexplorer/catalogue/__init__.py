"""What Netvisor's resources are: an index, definitions read on demand, search and checks."""
