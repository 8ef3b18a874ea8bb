"""Rules about the list's own text: encodings, rows, lines and titles."""
