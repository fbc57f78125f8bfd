"""Files into models, with the place of every value and a finding for everything that is wrong."""
