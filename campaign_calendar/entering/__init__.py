"""What an editor says of one event or note in; the files that it becomes, out."""
