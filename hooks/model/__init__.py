"""The data contract: frozen Pydantic models, no I/O.

Field descriptions are the documentation: they end up in the JSON Schemas that editors use for completion. Models named
``…File`` mirror one YAML file; their subclasses add what its name and folder tell.
"""
