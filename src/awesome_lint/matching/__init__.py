"""Which entries are the same paper: judged here, once, for rules and for merging."""
