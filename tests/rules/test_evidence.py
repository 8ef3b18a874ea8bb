"""Rules that judge what the network said: when they run, what they say of real and of hard cases, what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.lint.asking import wanted
from awesome_lint.model import Changes, Document, Evidence, Published, Resource
from awesome_lint.net.wanted import Wanted
from awesome_lint.parse import parse_document
from awesome_lint.rules.online import LINK_CHECKS
from awesome_lint.source import Source

from .proof import lists, read

DAY = 86_400
NOW = 1_780_272_000
URL = "https://arxiv.org/abs/2101.00001"
LINKS = Settings(among=LINK_CHECKS)


def document(text: str, path: str = "list.md") -> Document:
    return parse_document(Source(text, path))


def found(text: str, evidence: Mapping[str, Evidence], settings: Settings = LINKS) -> list[tuple[str, int, Severity]]:
    findings = lint_documents([document(text)], settings, evidence=evidence)
    return [(finding.code, finding.line, finding.severity) for finding in findings]


def entry(title: str) -> str:
    return f"# Papers\n\n- {title} [[paper]]({URL})\n"


def titled(*titles: str) -> dict[str, Evidence]:
    return {URL: Evidence("ok", source="arXiv", titles=titles)}


# When they run


def test_without_evidence_no_rule_of_the_link_checker_runs() -> None:
    text = entry("Turning Heads with Implicit Motion")
    dead = {URL: Evidence("dead", "no-such-paper", "no such paper")}
    assert lint_documents([document(text)], Settings(select=("L1",))) == []
    assert found(text, dead, Settings(select=("L1",))) == [("L101", 3, Severity.ERROR)]
    assert found(text, {}, Settings(select=("L1",))) == []


def test_what_is_suppressed_for_the_network_is_not_unused_elsewhere() -> None:
    text = entry("Turning Heads with Motion").replace(
        "\n- ", "\n<!-- awesome-lint: disable L101, L009, M006, V010, L001 -->\n\n- "
    )
    findings = lint_documents([document(text)], Settings(select=("X", "L", "M", "V")))
    unused = [finding.message for finding in findings if finding.code == "X001"]
    assert unused == ["there is nothing to suppress for `L001`"]
    everything = Settings(select=("X", "L", "M", "V"))
    online = lint_documents([document(text)], everything, evidence={URL: Evidence("dead")})
    unused = [finding.message for finding in online if finding.code == "X001"]
    assert unused == ["there is nothing to suppress for `L009`, `M006`, `V010`, `L001`"]


# Dead for so many days


@pytest.mark.parametrize(("days", "code"), [(1, "L103"), (2, "L103"), (3, "L101"), (9, "L101")])
def test_a_dead_link_is_waited_for(days: int, code: str) -> None:
    evidence = {URL: Evidence("dead", "not-found", "404 Not Found", checked=NOW, since=NOW - days * DAY, days=days)}
    settings = Settings(among=LINK_CHECKS, options={"L101": {"dead-for": 3}})
    severity = Severity.ERROR if code == "L101" else Severity.INFO
    assert found(entry("Turning Heads with Motion"), evidence, settings) == [(code, 3, severity)]
    (finding,) = lint_documents([document(entry("Turning Heads"))], settings, evidence=evidence)
    if code == "L103":
        assert f"404 Not Found; reported as an error from 3 days on, so far {days}" in finding.message


def test_what_a_change_brings_is_not_waited_for() -> None:
    text = entry("Turning Heads with Motion") + "\nSee [the site](https://heads.example.org/).\n"
    here = document(text)
    gone = Evidence("dead", "no-host", "no such host", days=1)
    settings = Settings(among=LINK_CHECKS, options={"L101": {"dead-for": 3}})
    changes = {"list.md": Changes(entries=frozenset({here.entries[0].span.start}))}
    evidence = {URL: gone, "https://heads.example.org/": gone}
    findings = lint_documents([here], settings, changes=changes, evidence=evidence)
    assert [(finding.code, finding.line) for finding in findings] == [("L101", 3), ("L103", 5)]
    changes = {"list.md": Changes(lines=frozenset({5}))}
    findings = lint_documents([here], settings, changes=changes, evidence=evidence)
    assert [(finding.code, finding.line) for finding in findings] == [("L103", 3), ("L101", 5)]


# Titles

ONE_PAPER = (
    (
        "Gaussian Error Linear Units",
        "Bridging Nonlinearities and Stochastic Regularizers with Gaussian Error Linear Units",
    ),
    ("Large Scale Learning of General Representations for Transfer", "Big Transfer: General Representation Learning"),
    ("Wasserstein Generative Adversarial Networks", "Wasserstein GAN"),
    ("ELMo: Embeddings from Language Models", "Deep contextualized word representations"),
    ("VQ-VAE: Vector Quantised VAE", "Neural Discrete Representation Learning"),
    ("LLaVA: Large Language and Vision Assistant", "Visual Instruction Tuning"),
    ("GPT-3", "Language Models are Few-Shot Learners"),
    ("β-VAE: Learning Basic Visual Concepts", r"$\beta$-VAE: Learning Basic Visual Concepts with a Framework"),
    ("Modelling Colour for Centre-based Optimisation", "Modeling Color for Center-Based Optimization"),
    ("“Why Should I Trust You?”: Explaining Classifiers", '"Why Should I Trust You?": Explaining Classifiers'),
    ("Neural Message Passing & Chemistry", "Neural Message Passing &amp;amp; <i>Chemistry</i>"),
    ("Zur Elektrodynamik bewegter Körper", "On the Electrodynamics of Moving Bodies"),
    ("Теория графов и ее применения в физике", "Theory of Graphs and its Applications in Physics"),
    ("基于深度学习的图像识别方法研究", "Research on Image Recognition Based on Deep Learning"),
    ("Higher Order Møller-Plesset Theory", "Higher order Moller-Plesset theory"),
    ("Playing Old Games with Deep RL", "Playing Old Games with Deep Reinforcement Learning"),
    ("A Study of Necks in Motion", "RETRACTED: A Study of Necks in Motion"),
    ("Lip Sync in the Wild of Films", "Lipsync in the Wild of Films: Extended Version"),
    ("Turning Heads with Motion", "Proceedings of the Conference on Portraits and Recipes of Old Masters"),
    ("Turning Heads with Motion", "Portraits and Recipes – ECAP 2020"),
    ("The original paper about turning heads", "Implicit Rotation of Animated Portraits"),
)


@pytest.mark.parametrize(("title", "own"), ONE_PAPER)
def test_one_paper_under_two_titles_is_no_wrong_link(title: str, own: str) -> None:
    assert [one for one in found(entry(title), titled(own)) if one[0] == "L105"] == []


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Learning Spatiotemporal Features with Convolutions", "C3D: Generic Features for Video Analysis"),
        (
            "NeuralFace: Head Avatars from One Photo",
            "Controllable Reconstruction of Animated Portraits",
        ),
        ("Image Style Transfer Using Convolutions", "A Neural Algorithm of Artistic Style"),
        ("The 2019 Challenge of Turning Heads", "The 2020 Challenge of Turning Heads"),
        ("TurnHead4: Best Speed and Accuracy of Necks", "TurnHead3: A Small Improvement"),
        (
            "Playing Old Games with Deep Reinforcement Learning",
            "Human-level control through deep reinforcement learning",
        ),
    ],
)
def test_where_it_may_be_one_paper_a_warning_is_enough(title: str, own: str) -> None:
    assert found(entry(title), titled(own)) == [("L105", 3, Severity.WARNING)]


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("A Style-Based Generator for Adversarial Portraits", "Proximal Policy Optimization Algorithms for Robots"),
        ("Focal Loss for Dense Object Detection", "Measurement of the Boson Mass in the Diphoton Channel"),
        ("Neural Ordinary Differential Equations in Time", "Communication-Efficient Federation of Decentralized Data"),
    ],
)
def test_another_paper_is_an_error(title: str, own: str) -> None:
    assert found(entry(title), titled(own)) == [("L105", 3, Severity.ERROR)]


def test_the_paper_of_a_like_titled_entry_is_a_wrong_link() -> None:
    text = (
        entry("Turning Diffusion Implicit Models") + "- Turning Diffusion Probabilistic Models, CVPR 2020\n"
        "- Turning Diffusion Probable Models Again, CVPR 2021\n"
    )
    assert found(text, titled("Turning Diffusion Probabilistic Models")) == [("L105", 3, Severity.WARNING)]
    assert found(text, titled("Turning Diffusion Implicit Models")) == []
    assert found(entry("Turning Diffusion Implicit Models"), titled("Turning Diffusion Probabilistic Models")) == []


def test_a_wrong_link_says_why_it_may_be_right() -> None:
    def said(title: str, own: str) -> str:
        findings = lint_documents([document(entry(title))], LINKS, evidence=titled(own))
        return findings[0].message.rpartition("(arXiv)")[2]

    assert said("Image Style Transfer Using Convolutions", "A Neural Algorithm of Artistic Style").endswith(
        "two titles"
    )
    assert said("Still Life Arrangement from Recipes", "Bounds of Graphs in Trees") == ""


def test_a_second_link_that_fits_makes_it_a_warning() -> None:
    text = entry("Turning Heads with Implicit Motion").rstrip() + " [[pdf]](https://openreview.net/pdf?id=abcDEF1234)\n"
    evidence = {
        URL: Evidence("ok", titles=("Turning heads with implicit motion",)),
        "https://openreview.net/pdf?id=abcDEF1234": Evidence("ok", titles=("Recipes of Still Life from Notes",)),
    }
    assert found(text, evidence) == [("L105", 3, Severity.WARNING)]


def test_a_list_that_names_papers_its_own_way_is_left_alone() -> None:
    rows = [(f"Notes on topic{n} and matter{n} for week{n}", f"Implicit theory{n} of portraits{n}") for n in range(9)]
    text = "# Papers\n\n" + "".join(
        f"- {title} [[paper]](https://arxiv.org/abs/2101.0000{n})\n" for n, (title, _) in enumerate(rows)
    )
    evidence = {f"https://arxiv.org/abs/2101.0000{n}": Evidence("ok", titles=(own,)) for n, (_, own) in enumerate(rows)}
    assert found(text, evidence) == []


@pytest.mark.parametrize("path", lists(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_real_lists_with_their_own_titles_and_with_their_neighbours(path: Path) -> None:
    here = read(path)
    asked = [one for one in wanted([here]) if one.title]
    own: dict[str, tuple[str, ...]] = {}
    for one in asked:
        own[one.url] = (*own.get(one.url, ()), one.title)
    right = {url: Evidence("ok", source="arXiv", titles=titles) for url, titles in own.items()}
    judged = Settings(select=("L1",))
    assert lint_documents([here], judged, evidence=right) == []
    urls = [url for url, titles in own.items() if all(len(title.split()) > 4 for title in titles)]
    if len(urls) < 20:
        return
    swapped = {url: right[urls[place - len(urls) // 2]] for place, url in enumerate(urls)}
    wrong = lint_documents([here], judged, evidence=swapped)
    assert {finding.code for finding in wrong} == {"L105"}
    assert Counter(finding.severity for finding in wrong)[Severity.ERROR] > 0.85 * len(urls)


# Published, and known elsewhere


@pytest.mark.parametrize(
    ("published", "says"),
    [
        ((Published("CVPR", 2022, "Crossref"),), None),
        ((Published("CVPR", 2022, "Semantic Scholar", "10.48550/arXiv.2101.00001"),), None),
        ((Published("CVPR", 2022, "Semantic Scholar", "10.1109/cvpr.2022.1"),), "CVPR 2022 (Semantic Scholar)"),
        ((Published("CVPR", 2022, "Crossref"), Published("ICCV", 2021, "OpenReview")), None),
        (
            (Published("ICLR 2023 poster", 2023, "OpenReview"), Published("ICLR", None, "arXiv")),
            "ICLR 2023 (OpenReview, arXiv)",
        ),
        (
            (
                Published("Proc. of CVPR 2022, pp. 1-9", 2022, "arXiv"),
                Published("", None, "Crossref", "10.1109/cvpr.2022.1"),
            ),
            "CVPR 2022 (arXiv, Crossref)",
        ),
        ((Published("", None, "Crossref", "10.1109/cvpr.2022.1"),), None),
        ((Published("arXiv.org", 2021, "Semantic Scholar"), Published("CoRR", 2021, "Crossref")), None),
        ((Published("Fair of Heads", 2022, "Crossref"), Published("Fair of Heads", 2022, "arXiv")), None),
        ((Published("ICCV", 2022, "Crossref"), Published("ICCV", 2022, "arXiv")), None),
    ],
)
def test_a_preprint_is_published_where_two_sources_agree(published: tuple[Published, ...], says: str | None) -> None:
    text = f"# Papers\n\n- Turning Heads with Motion [arXiv 2021] [[paper]]({URL})\n"
    evidence = {URL: Evidence("ok", published=published)}
    findings = lint_documents([document(text)], LINKS, evidence=evidence)
    assert [finding.message for finding in findings] == (
        [f"`Turning Heads with Motion` is published: {says}"] if says else []
    )


@pytest.mark.parametrize(
    ("resource", "known"),
    [
        (Resource("code", "https://github.com/lab/experiments", "Hugging Face"), True),
        (Resource("code", "https://github.com/lab/experiments", "Hugging Face", weak=True), False),
        (Resource("code", "https://github.com/lab/turning-heads", "Hugging Face", weak=True), True),
        (Resource("code", "https://github.com/lab", "Hugging Face"), False),
        (Resource("code", "https://arxiv.org/abs/2101.00002", "Hugging Face"), False),
        (Resource("project", "https://heads.example.org/", "Hugging Face"), False),
    ],
)
def test_code_is_known_where_people_say_so_or_its_name_does(resource: Resource, known: bool) -> None:
    text = (
        entry("Turning Heads with Motion") + f"- Still Life [[paper]]({URL}2) [[code]](https://github.com/still/life)\n"
    )
    codes = [code for code, *_ in found(text, {URL: Evidence("ok", resources=(resource,))})]
    assert codes == (["M006"] if known else [])


# What is asked


def test_every_address_is_asked_once_and_papers_with_their_titles() -> None:
    text = (
        "# Papers\n\n[![badge](https://img.example.org/b.svg)](https://heads.example.org/)\n\n"
        f"- Turning Heads with Motion [arXiv 2021] [[paper]]({URL})\n"
        "- [Still Life](https://arxiv.org/abs/2101.00002) [[code]](https://github.com/still/life)\n"
        "- [Still Life](https://arxiv.org/abs/2101.00002)\n\n"
        "[up](#papers), [broken](https://), [mail](mailto:heads@example.org)\n"
    )
    assert list(wanted([document(text)])) == [
        Wanted("https://heads.example.org/"),
        Wanted(URL, "Turning Heads with Motion", frozenset({"published", "code"})),
        Wanted("https://arxiv.org/abs/2101.00002", "Still Life"),
        Wanted("https://arxiv.org/abs/2101.00002", "Still Life", frozenset({"code"})),
        Wanted("https://github.com/still/life"),
    ]
    plain = list(wanted([document(text)], Settings(ignore=("M006", "V010"))))
    assert all(not one.asks for one in plain)


def test_of_a_change_only_what_it_brought_is_asked() -> None:
    here = document(
        entry("Turning Heads") + "- [Still Life][1]\n\n[1]: https://life.example.org/\n[2]: https://x.org\n"
    )
    changes = {"list.md": Changes(entries=frozenset({here.entries[1].span.start}))}
    assert [one.url for one in wanted([here], changes=changes)] == ["https://life.example.org/"]
    assert list(wanted([here], changes={})) == []


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def test_one_fault_has_one_finding() -> None:
    text = (
        "# Papers\n\n- [Turning Heads](http://arxiv.org/abs/2101.00001)\n- [Still Life](http://life.example.org/old)\n"
        "- [Bounds of Graphs](https://bit.ly/graphs)\n- [Sounds](http://sounds.example.org/a)\n"
    )
    evidence = {
        "http://arxiv.org/abs/2101.00001": Evidence("moved", leads_to="https://arxiv.org/abs/2101.00001"),
        "http://life.example.org/old": Evidence("moved", leads_to="https://life.example.org/new"),
        "https://bit.ly/graphs": Evidence("moved", leads_to="https://graphs.example.org/"),
        "http://sounds.example.org/a": Evidence("moved", leads_to="https://www.sounds.example.org/a/"),
    }
    findings = lint_documents([document(text)], LINKS, evidence=evidence)
    assert [(finding.line, finding.code) for finding in findings] == [
        *((3, "L009"), (4, "L102"), (5, "L008"), (6, "L009")),
    ]
    assert messages(findings)[3] == "`http://sounds.example.org/a`: sounds.example.org serves https"
    assert [finding.fix.safety for finding in findings if finding.fix] == ["safe", "safe", "unsafe", "safe"]


# Moved


@pytest.mark.parametrize(
    ("url", "target", "safety"),
    [
        ("https://github.com/heads/turn", "https://github.com/heads/turning", "safe"),
        ("https://github.com/heads/turn", "https://github.com/necks/turn", "unsafe"),
        ("https://huggingface.co/heads/turn", "https://huggingface.co/heads/turning", "safe"),
        ("https://huggingface.co/heads/turn", "https://huggingface.co/necks/turn", "unsafe"),
        ("https://huggingface.co/datasets/heads/a", "https://huggingface.co/datasets/necks/a", "unsafe"),
        ("https://heads.example.org/a", "https://www.heads.example.org/b", "safe"),
        ("https://heads.example.org/a", "https://heads.example.net/a", "unsafe"),
    ],
)
def test_a_move_to_another_owner_is_looked_at(url: str, target: str, safety: str) -> None:
    text = f"# Tools\n\n- [Turning]({url}) - what it does.\n"
    (finding,) = lint_documents([document(text)], LINKS, evidence={url: Evidence("moved", leads_to=target)})
    assert (finding.code, finding.fix and finding.fix.safety) == ("L102", safety)
