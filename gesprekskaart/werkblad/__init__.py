"""The blank worksheet of a card, to fill in without this program, and reading back what somebody filled in."""
