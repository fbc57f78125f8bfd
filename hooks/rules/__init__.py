"""What data is held against: one small generator a rule, its docstring being the rule."""
