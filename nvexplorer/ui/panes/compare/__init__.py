"""Two answers, requests or files beside each other."""
