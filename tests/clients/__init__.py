"""Calendars that people have, as subscribers: `make readers` runs them, and prints what they understood."""
