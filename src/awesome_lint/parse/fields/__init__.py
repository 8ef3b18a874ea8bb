"""One file for each field, or for each place that fields stand in."""
