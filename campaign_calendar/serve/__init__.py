"""Whatever can be built again in, a page in the browser that follows every save, out. It knows nothing of calendars."""
