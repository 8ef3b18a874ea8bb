"""What an address leads to, whatever its spelling."""

from __future__ import annotations

from awesome_lint.records import NamedTuple

_WRAPPING_DOIS = (("10.48550/arxiv.", "arxiv"), ("10.18653/v1/", "acl"))


class Identity(NamedTuple):
    """One resource of the web: two addresses with equal `folded` identities lead to the same thing.

    `kind` is `arxiv`, `doi`, `openreview`, `acl`, `cvf`, `pmlr`, `ieee`, `github`, `youtube` … or `url`; `value` the
    identifier as it is usually written (case kept, but for DOIs, which have none). `serves` says what its host is known
    to hold, in order of likelihood, empty for unknown hosts: `paper`, `code`, `project`, `data`, `demo`, `video`,
    `slides`, `blog`, `page`, `index` (of papers) …. `host` is the site's usual domain, whichever of its domains the
    address names, for unknown sites the domain itself. `version` is the pinned version where the address names one
    (`v2`).
    """

    kind: str
    value: str
    serves: tuple[str, ...] = ()
    host: str = ""
    version: str = ""

    def __str__(self) -> str:
        return self.value if self.kind == "url" else f"{self.kind}:{self.value}"

    @property
    def folded(self) -> str:
        """The form to compare: identifiers without case, addresses as they are.

        DOIs that only wrap another identifier (arXiv's and the ACL Anthology's own) are that identifier.
        """
        if self.kind == "url":
            return self.value
        if self.kind == "doi":
            for prefix, kind in _WRAPPING_DOIS:
                if self.value.startswith(prefix):
                    return f"{kind}:{self.value[len(prefix) :]}".lower()
        return f"{self.kind}:{self.value}".lower()
