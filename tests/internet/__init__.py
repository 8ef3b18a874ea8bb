"""An internet for tests: hosts that behave as badly as real ones do, and the truth about each."""
