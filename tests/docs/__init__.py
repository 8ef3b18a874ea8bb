"""The README and the pages of `docs/` do what they say: commands run, code runs, links lead somewhere."""
