"""An editor for XML bodies of any size."""
