"""Files brought into one form, and mistakes mended that need no judgement."""
