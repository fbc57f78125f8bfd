"""Commands of ``guide`` that write files, one module each."""
