"""Tables and calendars of coordinators, made into content files."""
