"""What the guide is made of: frozen models, no input or output.

A field's description is its documentation: it becomes the JSON Schema that editors complete from. Models named
``…File`` are what one YAML file says; their subclasses add what the folder around it says.
"""
