"""One paper twice, or one link for two papers."""
