"""Load data files into models, keeping the line and column of every value."""
