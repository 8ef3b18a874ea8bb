"""What stands on GitHub once and is updated: the issue of a scheduled link check, the comment on a pull request.

`client.py` speaks to the REST API; `issue.py` and `comment.py` decide what is to be done there, and do it; `state.py`
is what the issue remembers; `brought.py` reads what a run over a pull request found, which is hostile; `words.py`
writes Markdown that means nothing but itself.
"""
