"""The rules: one generator per rule, whose docstring is the rule's public text."""
