"""The `guide` command line, one module per command."""
