"""New data files, half filled and valid."""
