"""Whatever can be built again in; pages in the browser that follow every save, out. It knows nothing of calendars."""
