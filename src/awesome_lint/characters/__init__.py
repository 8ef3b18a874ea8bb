"""Faults of a text's single characters, whatever the text is: wrong encodings, characters that nobody sees."""
