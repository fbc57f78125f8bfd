"""The ``guide`` command-line interface, one module per command."""
