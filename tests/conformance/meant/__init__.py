"""What was meant, worked out from content files alone, without any module of the program."""
