"""What an entry lacks and its siblings have."""
