"""What lists hold in other formats, and back: BibTeX, CSV, YAML, JSON, Markdown, bookmarks.

`formats` has the table of formats, and writes and reads by name; each format is a module of two plain functions.
`fields` is what they share: an entry of plain named values. `contributed` makes a list of what was read.
"""
