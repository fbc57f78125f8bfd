"""Files that want to be more than text, each judged and shown. ``python -m tests.hostile`` tells what came of them."""
