"""The links that an API decides: what is behind each, and what a link checker ought to say of it."""

from __future__ import annotations

from typing import Any

from .truth import Case
from .world import ArxivPaper, Doi, Note, Repository, Video, World

_TITLES = (
    "Dense Correspondence from Sparse Memories",
    "Learning to Forget Where It Helps",
    "A Calm Look at Storms: Weather from Single Images",
    "Routes Through Folded Spaces",
    "Counting Birds Without Seeing Them",
)
_LONG = "Estimating Tides and Boats and People from One Moving Camera"


def _paper(name: str, url: str, title: str, code: str = "", **more: Any) -> Case:
    alive = code not in ("L101", "L105")
    return Case(name, alive, code, url=url, title=title, label="paper")._replace(**more)


def _code(name: str, url: str, code: str = "", **more: Any) -> Case:
    case = Case(name, code != "L101", code, url=url, label="code")
    return case._replace(**more)


# fmt: off
CASES = (
    # arXiv
    _paper("arxiv-alive", "https://arxiv.org/abs/2301.00001", _TITLES[0]),
    _paper("arxiv-pdf", "https://arxiv.org/pdf/2301.00002", _TITLES[1]),
    _paper("arxiv-pdf-suffix", "http://arxiv.org/pdf/2301.00003.pdf", _TITLES[2]),
    _paper("arxiv-version", "https://arxiv.org/abs/2301.00004v1", _TITLES[3]),
    _paper("arxiv-mirror", "https://www.alphaxiv.org/abs/2301.00005", _TITLES[4]),
    _paper("arxiv-old-number", "https://arxiv.org/abs/hep-th/9901001", "Strings That Tie Themselves"),
    _paper("arxiv-old-short", "https://arxiv.org/abs/0704.0001", "Early Numbers, Late Proofs"),
    _paper("arxiv-title-case", "https://arxiv.org/abs/2301.00006", "ROUTES OF WATER THROUGH STONE"),
    _paper("arxiv-title-short", "https://arxiv.org/abs/2301.00007", "StoneNet"),
    _paper("arxiv-title-retitled", "https://arxiv.org/abs/2301.00008", "Gaussian Ladders for Neural Climbing"),
    _paper("arxiv-title-cut", "https://arxiv.org/abs/2301.00009", "Estimating Tides and Boats and Peo...", "L107"),
    _paper("arxiv-title-math", "https://arxiv.org/abs/2301.00010", "A$^2$-Maps: Fast α-Matting of Café Scenes"),
    _paper("arxiv-gone", "https://arxiv.org/abs/2312.99999", "Nobody Wrote About This at All", "L101", kinds=("no-such-paper",)),
    _paper("arxiv-gone-old", "https://arxiv.org/abs/hep-th/9912999", "Nobody Wrote About Strings Either", "L101", kinds=("no-such-paper",)),
    _paper("arxiv-gone-version", "https://arxiv.org/abs/2301.00001v9", _TITLES[0], "L101", kinds=("no-such-paper",), also=("L103",)),
    _paper("arxiv-wrong", "https://arxiv.org/abs/2301.00011", "Teaching Spiders to Knit With Reinforcement", "L105"),
    _paper("arxiv-withdrawn", "https://arxiv.org/abs/2301.00012", "Perpetual Motion by Attention Alone", "L106", says="withdrawn"),
    _paper("arxiv-withdrawn-not", "https://arxiv.org/abs/2301.00013", "How Withdrawn Animals Return to Their Herd"),
    # DOIs
    _paper("doi-crossref", "https://doi.org/10.1145/3500001", "Letters from an Unsteady Lens"),
    _paper("doi-case", "https://doi.org/10.1145/ABC3500002", "Mirrors That Remember Their Rooms"),
    _paper("doi-behind-a-wall", "https://dl.acm.org/doi/10.1145/3500003", "Paper Planes and the Shape of Wind"),
    _paper("doi-behind-a-wall-pdf", "https://dl.acm.org/doi/pdf/10.1145/3500004", "Sorting Sounds by the Rooms They Fill"),
    _paper("doi-datacite", "https://doi.org/10.5281/zenodo.7000001", "A Data Set of Doors, Open and Closed"),
    _paper("doi-japan", "https://doi.org/10.11501/7000002", "Rain on Tiled Roofs"),
    _paper("doi-title-tags", "https://doi.org/10.1145/3500005", "Masks & Faces: CO2 at Night"),
    _paper("doi-old-resolver", "http://dx.doi.org/10.1145/3500006", "Weighing Ships by Their Shadows"),
    _paper("doi-gone", "https://doi.org/10.1145/9999999.9999", "An Essay That Was Never Deposited", "L101", kinds=("no-such-paper", "not-found")),
    _paper("doi-gone-behind-a-wall", "https://dl.acm.org/doi/10.1145/9999998.9998", "A Second Essay That Was Never Deposited", "L101", kinds=("no-such-paper",)),
    # ACM shows papers under numbers of this prefix, which nobody registers.
    _paper("doi-never-registered", "https://dl.acm.org/doi/10.5555/3327546.3327618", "Conference Papers Without a Number", "L103"),
    _paper("doi-wrong", "https://doi.org/10.1145/3500007", "Knitting Patterns for Compilers on Small Islands", "L105"),
    _paper("doi-retracted", "https://doi.org/10.1145/3500008", "Reading Minds from Shoe Sizes", "L106", says="retracted"),
    _paper("doi-invalid", "https://doi.org/10.1145/3500009", "Half a Number Is Not a Number", "L103"),
    # GitHub
    _code("github-alive", "https://github.com/harbour-lab/tides"),
    _code("github-case", "https://github.com/Harbour-Lab/TIDES.git"),
    _code("github-file", "https://github.com/harbour-lab/tides/blob/main/src/model.py"),
    _code("github-folder", "https://github.com/harbour-lab/tides/tree/main/src"),
    _code("github-lines", "https://github.com/harbour-lab/tides/blob/main/README.md#L1-L2"),
    _code("github-issues", "https://github.com/harbour-lab/tides/issues/3"),
    _code("github-gone-issue", "https://github.com/harbour-lab/tides/issues/99", "L101", kinds=("no-such-file", "not-found", "no-such-issue")),
    _code("github-owner", "https://github.com/harbour-lab"),
    _code("github-branch-gone", "https://github.com/harbour-lab/tides/tree/lost-branch", "L101", also=("L103",)),
    _code("github-readme", "https://github.com/harbour-lab/tides#readme"),
    _code("github-gone", "https://github.com/harbour-lab/never-was", "L101", kinds=("no-such-repository",)),
    _code("github-gone-file", "https://github.com/harbour-lab/tides/blob/main/src/lost.py", "L101", kinds=("no-such-file",)),
    _code("github-gone-with-file", "https://github.com/harbour-lab/never-was/blob/main/a.py", "L101", kinds=("no-such-repository", "no-such-file")),
    _code("github-renamed", "https://github.com/harbour-lab/old-boats", "L102", leads_to="https://github.com/harbour-lab/boats"),
    _code("github-transferred", "https://github.com/student/thesis", "L102", leads_to="https://github.com/harbour-lab/thesis-code"),
    _code("github-archived", "https://github.com/harbour-lab/finished", "L104"),
    _code("github-forbidden", "https://github.com/closed-org/inside", "L103"),
    # OpenReview
    _paper("openreview-found", "https://openreview.net/forum?id=AbCdEf1234", "Where Reviewers Look First"),
    _paper("openreview-pdf", "https://openreview.net/pdf?id=AbCdEf1235", "What Reviewers Never Ask"),
    _paper("openreview-unknown", "https://openreview.net/forum?id=ZzZzZz9999", "What Nobody Ever Submitted", "L103", alive=False),
    # Hugging Face
    _code("hub-model", "https://huggingface.co/harbour-lab/tides-large"),
    _code("hub-dataset", "https://huggingface.co/datasets/harbour-lab/ships"),
    _code("hub-space", "https://huggingface.co/spaces/harbour-lab/demo"),
    _code("hub-unknown", "https://huggingface.co/harbour-lab/never-was", "L103", alive=False, kinds=("undecided", "forbidden", "login")),
    # YouTube
    Case("video-alive", True, url="https://www.youtube.com/watch?v=aaaaaaaaaaa", label="video"),
    Case("video-short-address", True, url="https://youtu.be/aaaaaaaaaab?t=30", label="video"),
    Case("video-not-embedded", True, url="https://www.youtube.com/watch?v=aaaaaaaaaac", label="video"),
    Case("video-gone", False, "L101", url="https://www.youtube.com/watch?v=aaaaaaaaaad", label="video", kinds=("no-such-video",)),
    Case("video-404-once", True, url="https://www.youtube.com/watch?v=aaaaaaaaaae", label="video"),
    Case("video-private", None, "L103", url="https://www.youtube.com/watch?v=aaaaaaaaaaf", label="video"),
    Case("video-private-200", None, "L103", url="https://www.youtube.com/watch?v=aaaaaaaaaag", label="video"),
    Case("video-odd-answer", None, "L103", url="https://www.youtube.com/watch?v=aaaaaaaaaah", label="video"),
)

# fmt: on
HUB_TOKEN_CASES = (
    _code("hub-gone", "https://huggingface.co/harbour-lab/gone-model", "L101"),
    _code("hub-private", "https://huggingface.co/harbour-lab/inside", "L103"),
)
"""What Hugging Face says only to who has a token."""


def world() -> World:
    """What the APIs know."""
    return World(
        arxiv={
            **{f"2301.0000{number}": ArxivPaper((title,)) for number, title in enumerate(_TITLES, 1)},
            "hep-th/9901001": ArxivPaper(("Strings That Tie Themselves",)),
            "0704.0001": ArxivPaper(("Early Numbers, Late Proofs",)),
            "2301.00006": ArxivPaper(("Routes of Water through Stone",)),
            "2301.00007": ArxivPaper(("StoneNet: Reading Water Marks in Ancient Walls",)),
            "2301.00008": ArxivPaper(
                ("Gaussian Ladders for Neural Climbing", "Climbing Without Falling: Priors for Steep Optimization")
            ),
            "2301.00009": ArxivPaper((_LONG,)),
            "2301.00010": ArxivPaper((r"A$^2$-Maps: Fast $\alpha$-Matting of Caf\'e Scenes",)),
            "2301.00011": ArxivPaper(("Bounds on the Diameter of Random Cayley Graphs",)),
            "2301.00012": ArxivPaper(
                ("Perpetual Motion by Attention Alone",) * 2,
                comment="This paper has been withdrawn by the author due to a crucial error in equation 3",
            ),
            "2301.00013": ArxivPaper(("How Withdrawn Animals Return to Their Herd",), comment="12 pages, ICRA 2023"),
        },
        dois={
            "10.1145/3500001": Doi("Letters from an Unsteady Lens"),
            "10.1145/abc3500002": Doi("Mirrors That Remember Their Rooms"),
            "10.1145/3500003": Doi("Paper Planes and the Shape of Wind"),
            "10.1145/3500004": Doi("Sorting Sounds by the Rooms They Fill"),
            "10.1145/3500005": Doi("Masks & Faces:  CO<sub>2</sub> at  Night"),
            "10.1145/3500006": Doi("Weighing Ships by Their Shadows"),
            "10.1145/3500007": Doi("Thermal Limits of Deep Sea Pumps"),
            "10.1145/3500008": Doi("Reading Minds from Shoe Sizes", retracted="retraction"),
            "10.1145/3500009": Doi("Half a Number Is Not a Number", agency="status Invalid DOI"),
            "10.5281/zenodo.7000001": Doi("A Data Set of Doors, Open and Closed", agency="DataCite"),
            "10.11501/7000002": Doi("Rain on Tiled Roofs", agency="JaLC"),
        },
        repositories={
            "harbour-lab/tides": Repository(files=("README.md", "src/model.py")),
            "harbour-lab/old-boats": Repository(now="harbour-lab/boats"),
            "harbour-lab/boats": Repository(),
            "student/thesis": Repository(now="harbour-lab/thesis-code"),
            "harbour-lab/thesis-code": Repository(),
            "harbour-lab/finished": Repository(archived=True),
            "closed-org/inside": Repository(state="FORBIDDEN"),
        },
        notes={
            "AbCdEf1234": Note("Where Reviewers Look First", "ICLR 2024 poster", "ICLR.cc/2024/Conference"),
            "AbCdEf1235": Note(
                "What Reviewers Never Ask", "Submitted to ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission"
            ),
        },
        models={
            "models/harbour-lab/tides-large": "public",
            "datasets/harbour-lab/ships": "public",
            "spaces/harbour-lab/demo": "public",
            "models/harbour-lab/inside": "private",
        },
        hub_papers={},
        scholar={},
        videos={
            "aaaaaaaaaaa": Video("Tides, the Film"),
            "aaaaaaaaaab": Video("Ships, the Film"),
            "aaaaaaaaaac": Video("Not to Be Embedded", (401,)),
            "aaaaaaaaaae": Video("Healthy Though It Said No Once", (404, 200)),
            "aaaaaaaaaaf": Video("Ours Alone", (403,), "Forbidden"),
            "aaaaaaaaaag": Video("Ours Alone Too", (200,), "Forbidden"),
            "aaaaaaaaaah": Video("Odd", (400,), "Bad Request"),
        },
        captures={
            "http://gone-404.test/lab/paper": "20210304050607",
            "http://no-such-host.test/lab/paper": "20190102030405",
        },
    )
