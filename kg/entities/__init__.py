"""Which mentions of an article are the same thing, and what it is called."""
