"""The domain of the Gesprekskaart: what a facilitator would recognise, and nothing of screens or tables."""
