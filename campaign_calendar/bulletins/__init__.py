"""A stamped Site in; what there is to pass on of it in groups and chats, as plain text of one language, out."""
