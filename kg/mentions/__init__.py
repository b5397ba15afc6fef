"""Finds what an article names: known names, names that say what they are, tagged names, titles, events and programmes."""
