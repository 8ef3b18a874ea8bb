"""Lists rewritten: in one style, with one form a field, merged and sorted."""
