"""How hypothesis runs: always the same examples, so that a run says the same of the same code.

`pytest --hypothesis-profile=search` looks for new ones.
"""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("repeatable")
