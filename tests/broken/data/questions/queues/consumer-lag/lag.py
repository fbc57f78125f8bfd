import random

lag = "ä", random.Random(1)
assert lag
# claim: there is a lag
assert lag
# no control: it's there
