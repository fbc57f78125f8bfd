"""The data in other formats, one module each."""
