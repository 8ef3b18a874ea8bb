"""Addresses: one identity for all spellings, and what is wrong with some."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from awesome_lint.knowledge import KnowledgeError, knowledge
from awesome_lint.knowledge.hosts import split_url
from awesome_lint.model import Identity

HASH = "0123456789abcdef0123456789abcdef"
IDENTITIES = {
    "arxiv:2301.01081": [
        "https://arxiv.org/abs/2301.01081",
        "http://arxiv.org/abs/2301.01081v2",
        "https://arxiv.org/pdf/2301.01081",
        "https://arxiv.org/pdf/2301.01081.pdf",
        "https://arxiv.org/pdf/2301.01081v3.pdf#page=2",
        "https://www.arxiv.org/abs/2301.01081?context=cs",
        "https://arxiv.org/abs/arXiv:2301.01081",
        "https://arxiv.org/abs/2301.01081.pdf",
        "https://arxiv.org/abs/2301.01081]",
        "https://arxiv.org/html/2301.01081v1#S3.SS1",
        "https://export.arxiv.org/abs/2301.01081",
        "https://browse.arxiv.org/pdf/2301.01081.pdf",
        "http://cn.arxiv.org/pdf/2301.01081v1",
        "https://ar5iv.labs.arxiv.org/html/2301.01081",
        "https://ar5iv.org/abs/2301.01081",
        "https://www.alphaxiv.org/abs/2301.01081v1",
        "https://www.alphaxiv.org/overview/2301.01081",
        "https://huggingface.co/papers/2301.01081",
        "https://hf.co/papers/2301.01081",
        "https://www.semanticscholar.org/arxiv/2301.01081",
        "https://scirate.com/arxiv/2301.01081",
        "https://www.google.com/url?q=https%3A%2F%2Farxiv.org%2Fabs%2F2301.01081&sa=D",
        "https://link.zhihu.com/?target=https%3A//arxiv.org/abs/2301.01081",
    ],
    "arxiv:cs/0112017": [
        "https://arxiv.org/abs/cs/0112017",
        "https://arxiv.org/pdf/cs.CL/0112017v1",
        "http://xxx.lanl.gov/abs/cs/0112017",
    ],
    "doi:10.1145/3394171.3413532": [
        "https://doi.org/10.1145/3394171.3413532",
        "http://dx.doi.org/10.1145/3394171.3413532",
        "https://doi.org/doi:10.1145/3394171.3413532",
        "https://dl.acm.org/doi/10.1145/3394171.3413532",
        "https://dl.acm.org/doi/abs/10.1145/3394171.3413532",
        "https://dl.acm.org/doi/pdf/10.1145/3394171.3413532?download=true",
        "https://dl.acm.org/doi/fullHtml/10.1145/3394171.3413532",
        "https://dl.acm.org/citation.cfm?id=3394171.3413532",
        "https://dl-acm-org.ezproxy.university.edu/doi/10.1145/3394171.3413532",
        "https://dl.acm.org.libproxy.university.edu/doi/10.1145/3394171.3413532",
    ],
    "doi:10.1145/3394171.3413865g": ["https://dl.acm.org/doi/pdf/10.1145/3394171.3413865g"],
    "doi:10.1007/978-3-540-27868-9_4": [
        "https://link.springer.com/content/pdf/10.1007%2F978-3-540-27868-9_4.pdf",
        "https://link.springer.com/chapter/10.1007/978-3-540-27868-9_4",
        "https://link.springer.com/10.1007/978-3-540-27868-9_4",
    ],
    "doi:10.1007/s11263-019-01251-8": [
        "https://link.springer.com/article/10.1007/s11263-019-01251-8",
        "https://link.springer.com/article/10.1007/s11263-019-01251-8/fulltext.html",
    ],
    "doi:10.1016/s0004-3702(99)00052-1": [
        "https://doi.org/10.1016/S0004-3702%2899%2900052-1",
        "https://doi.org/10.1016/S0004-3702(99)00052-1",
    ],
    "doi:10.1111/cgf.13831": [
        "https://onlinelibrary.wiley.com/doi/full/10.1111/cgf.13831",
        "https://onlinelibrary.wiley.com/doi/abs/10.1111/cgf.13831",
        "https://diglib.onlinelibrary.wiley.com/doi/epdf/10.1111/cgf.13831",
    ],
    "doi:10.1101/2020.01.01.123456": [
        "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf",
        "https://www.biorxiv.org/content/10.1101/2020.01.01.123456",
    ],
    "doi:10.1038/s41586-021-03819-2": [
        "https://www.nature.com/articles/s41586-021-03819-2",
        "https://www.nature.com/articles/s41586-021-03819-2.pdf",
        "https://doi.org/10.1038/s41586-021-03819-2",
    ],
    "doi:10.1371/journal.pone.0130140": ["https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0130140"],
    "doi:10.3389/fnins.2020.00001": ["https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full"],
    "doi:10.1126/science.aar6170": ["https://www.science.org/doi/abs/10.1126/science.aar6170"],
    "doi:10.1073/pnas.1907373117": ["https://www.pnas.org/doi/full/10.1073/pnas.1907373117"],
    "doi:10.2139/ssrn.123456": ["https://papers.ssrn.com/sol3/papers.cfm?abstract_id=123456"],
    "doi:10.5281/zenodo.123456": [
        "https://zenodo.org/record/123456",
        "https://zenodo.org/records/123456#files",
        "https://doi.org/10.5281/zenodo.123456",
    ],
    "acm:2944665": ["https://dl.acm.org/citation.cfm?id=2944665"],
    "openreview:YfwMIDhPccD": [
        "https://openreview.net/forum?id=YfwMIDhPccD",
        "https://openreview.net/pdf?id=YfwMIDhPccD",
        "https://openreview.net/forum?id=YfwMIDhPccD&noteId=abc",
        "https://openreview.net/forum?referrer=x&id=YfwMIDhPccD",
    ],
    "acl:P19-1085": [
        "https://aclanthology.org/P19-1085/",
        "https://aclanthology.org/P19-1085.pdf",
        "https://www.aclweb.org/anthology/P19-1085",
        "https://www.aclweb.org/anthology/P/P19/P19-1085.pdf",
        "https://aclanthology.info/papers/P19-1085/p19-1085",
        "http://aclanthology.coli.uni-saarland.de/pdf/P/P19/P19-1085.pdf",
    ],
    "acl:2020.acl-main.1": [
        "https://aclanthology.org/2020.acl-main.1/",
        "https://www.aclweb.org/anthology/2020.acl-main.1.pdf",
    ],
    "cvf:Pu_EDTER_CVPR_2022": [
        "https://openaccess.thecvf.com/content/CVPR2022/papers/Pu_EDTER_CVPR_2022_paper.pdf",
        "https://openaccess.thecvf.com/content/CVPR2022/html/Pu_EDTER_CVPR_2022_paper.html",
        "http://openaccess.thecvf.com/content_CVPR_2022/html/Pu_EDTER_CVPR_2022_paper.html",
        "https://openaccess.thecvf.com/content/CVPR2022/supplemental/Pu_EDTER_CVPR_2022_supplemental.pdf",
    ],
    "ecva:eccv_2020/123670001": ["https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123670001.pdf"],
    "pmlr:v97/ma19a": [
        "http://proceedings.mlr.press/v97/ma19a.html",
        "https://proceedings.mlr.press/v97/ma19a/ma19a.pdf",
        "https://proceedings.mlr.press/v97/ma19a",
    ],
    "pmlr:v48/niepert16": [
        "http://proceedings.mlr.press/v48/niepert16.pdf",
        "http://jmlr.org/proceedings/papers/v48/niepert16.pdf",
    ],
    f"neurips:{HASH}": [
        f"https://proceedings.neurips.cc/paper/2020/hash/{HASH}-Abstract.html",
        f"https://papers.nips.cc/paper/2020/file/{HASH}-Paper.pdf",
        f"https://proceedings.neurips.cc/paper_files/paper/2022/file/{HASH}-Paper-Conference.pdf",
    ],
    "neurips:5423": [
        "http://papers.nips.cc/paper/5423-generative-adversarial-nets.pdf",
        "https://papers.nips.cc/paper/5423-generative-adversarial-nets",
    ],
    "ijcai:2019/123": [
        "https://www.ijcai.org/proceedings/2019/0123.pdf",
        "https://www.ijcai.org/Proceedings/2019/123",
    ],
    "aaai:5492": [
        "https://ojs.aaai.org//index.php/AAAI/article/view/5492",
        "https://ojs.aaai.org/index.php/AAAI/article/view/5492/5348",
        "https://aaai.org/ojs/index.php/AAAI/article/view/5492",
    ],
    "ieee:9150729": [
        "https://ieeexplore.ieee.org/document/9150729/",
        "https://ieeexplore.ieee.org/abstract/document/9150729",
        "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9150729",
        "https://ieeexplore.ieee.org/xpl/articleDetails.jsp?arnumber=9150729",
        "https://ieeexplore.ieee.org/iel7/9142308/9150567/09150729.pdf",
    ],
    "isca:interspeech_2021/ren21_interspeech": [
        "https://www.isca-speech.org/archive/interspeech_2021/ren21_interspeech.html",
        "https://www.isca-archive.org/interspeech_2021/ren21_interspeech.pdf",
    ],
    "jmlr:v15/srivastava14a": [
        "https://jmlr.org/papers/v15/srivastava14a.html",
        "http://www.jmlr.org/papers/volume15/srivastava14a/srivastava14a.pdf",
    ],
    "dblp:conf/cvpr/HeZRS16": [
        "https://dblp.org/rec/conf/cvpr/HeZRS16.html",
        "https://dblp.uni-trier.de/rec/bibtex/conf/cvpr/HeZRS16",
    ],
    f"semanticscholar:{HASH}01234567": [
        f"https://www.semanticscholar.org/paper/A-title/{HASH}01234567",
        f"https://www.semanticscholar.org/paper/{HASH}01234567",
    ],
    "pubmed:12345678": [
        "https://pubmed.ncbi.nlm.nih.gov/12345678/",
        "https://www.ncbi.nlm.nih.gov/pubmed/12345678",
    ],
    "pmc:PMC1234567": [
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/pdf/x.pdf",
    ],
    "github:Rudrabha/Wav2Lip": [
        "https://github.com/Rudrabha/Wav2Lip",
        "http://www.github.com/Rudrabha/Wav2Lip/",
        "https://github.com/Rudrabha/Wav2Lip.git",
        "https://github.com/Rudrabha/Wav2Lip#readme",
        "https://github.com/Rudrabha/Wav2Lip/tree/master",
        "https://github.com/Rudrabha/Wav2Lip?tab=readme-ov-file",
    ],
    "gitlab:group/sub/project": [
        "https://gitlab.com/group/sub/project",
        "https://gitlab.com/group/sub/project.git",
        "https://gitlab.com/group/sub/project/-/tree/main",
    ],
    "bitbucket:a/b": ["https://bitbucket.org/a/b/src/master/"],
    "gist:0123456789abcdef0123": ["https://gist.github.com/user/0123456789abcdef0123"],
    "hf-model:facebook/bart-large": [
        "https://huggingface.co/facebook/bart-large",
        "https://huggingface.co/facebook/bart-large/tree/main",
    ],
    "hf-dataset:squad": ["https://huggingface.co/datasets/squad"],
    "hf-dataset:a/b": ["https://huggingface.co/datasets/a/b/viewer/default"],
    "hf-space:a/b": ["https://huggingface.co/spaces/a/b"],
    "kaggle:competitions/deepfake": ["https://www.kaggle.com/c/deepfake/overview"],
    "youtube:mO2Tjcwr4u8": [
        "https://www.youtube.com/watch?v=mO2Tjcwr4u8&t=30s",
        "https://youtube.com/watch?feature=youtu.be&v=mO2Tjcwr4u8",
        "https://youtu.be/mO2Tjcwr4u8?si=abc",
        "https://www.youtube.com/embed/mO2Tjcwr4u8",
        "https://m.youtube.com/shorts/mO2Tjcwr4u8",
    ],
    "youtube-playlist:PLabc": ["https://www.youtube.com/playlist?list=PLabc"],
    "bilibili:BV1xx411c7mD": ["https://www.bilibili.com/video/BV1xx411c7mD?from=search&seid=1"],
    "vimeo:123456789": ["https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789"],
    "gdrive:1abcdefghijk": [
        "https://drive.google.com/file/d/1abcdefghijk/view?usp=sharing",
        "https://drive.google.com/open?id=1abcdefghijk",
    ],
    "zhihu:308301901": ["https://zhuanlan.zhihu.com/p/308301901?utm_source=wechat"],
    "tweet:123": ["https://twitter.com/a/status/123", "https://x.com/b/status/123?s=20"],
    "example.org/A~b?b=1": [
        "HTTPS://www.Example.ORG:443/A%7Eb/?b=1&utm_campaign=x",
        "http://example.org:80/A~b?b=1",
        "//example.org/A~b?fbclid=z&b=1",
    ],
    "example.org:8080": ["http://example.org:8080/"],
    "example.org/list#second": ["https://example.org/list#second"],
    "github.com/a/b/blob/master/x.py#L3": ["https://github.com/a/b/blob/master/x.py#L3"],
    "github.com/a/b#usage": ["https://github.com/a/b#usage"],
    "github.com/a": ["https://github.com/a/"],
    "./paper/x.pdf": ["./paper/x.pdf"],
    "#section": ["#section"],
    "mailto:a@example.org": ["mailto:a@example.org"],
    "": ["", "  "],
}


@pytest.mark.parametrize(("identity", "url"), [(key, url) for key, urls in IDENTITIES.items() for url in urls])
def test_identity(identity: str, url: str) -> None:
    assert str(knowledge().hosts.identify(url)) == identity


def test_what_differs_stays_different() -> None:
    identify = knowledge().hosts.identify
    groups = {key: {identify(url).folded for url in urls} for key, urls in IDENTITIES.items()}
    assert all(len(folded) == 1 for folded in groups.values())
    assert len({next(iter(folded)) for folded in groups.values()}) == len(groups)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://doi.org/10.48550/arXiv.2301.01081", "https://arxiv.org/abs/2301.01081"),
        ("https://doi.org/10.18653/v1/P19-1085", "https://www.aclweb.org/anthology/P19-1085"),
        ("https://github.com/rudrabha/wav2lip", "https://github.com/Rudrabha/Wav2Lip"),
    ],
)
def test_two_names_of_one_thing_are_equal_when_folded(one: str, other: str) -> None:
    identify = knowledge().hosts.identify
    assert identify(one).folded == identify(other).folded
    assert str(identify(one)) != str(identify(other))


def test_a_pinned_version_is_no_part_of_the_identity() -> None:
    identity = knowledge().hosts.identify("https://arxiv.org/pdf/2301.01081v2.pdf")
    assert (identity.value, identity.version) == ("2301.01081", "v2")


def test_identities_without_a_number_stay_addresses() -> None:
    identify = knowledge().hosts.identify
    for url in (
        "https://arxiv.org/list/cs.CV/recent",
        "https://arxiv.org/abs/2301.0108112",
        "https://openreview.net/group?id=ICLR.cc/2023/Conference",
        "https://proceedings.mlr.press/v97/",
        "https://github.com/a/b/releases",
        "https://www.youtube.com/@someone",
        "https://gitlab.com/a/b/-/blob/main/x.py",
        "https://papers.nips.cc/paper/2020",
    ):
        assert identify(url).kind == "url", url


@pytest.mark.parametrize(
    ("url", "serves"),
    [
        ("https://arxiv.org/abs/2301.01081", "paper"),
        ("https://github.com/a/b", "code"),
        ("https://name.github.io/project", "project"),
        ("https://huggingface.co/datasets/a/b", "data"),
        ("https://huggingface.co/spaces/a/b", "demo"),
        ("https://huggingface.co/papers/2301.01081", "paper"),
        ("https://huggingface.co/a/b", "code"),
        ("https://someone.hf.space", "demo"),
        ("https://youtu.be/mO2Tjcwr4u8", "video"),
        ("https://colab.research.google.com/github/a/b/blob/main/x.ipynb", "demo"),
        ("https://scholar.google.de/scholar?q=x", "index"),
        ("https://dblp.org/pid/1/2.html", "index"),
        ("https://zenodo.org/record/1", "data"),
        ("https://pan.baidu.com/s/1abcdefg", "data"),
        ("https://docs.google.com/presentation/d/1abcdefghijkl/edit", "slides"),
        ("https://www.slideshare.net/x", "slides"),
        ("https://zhuanlan.zhihu.com/p/1", "blog"),
        ("https://medium.com/@a/b", "blog"),
        ("https://openaccess.thecvf.com/content/CVPR2022/supplemental/X_CVPR_2022_supplemental.pdf", "supplement"),
        ("https://example.org/", None),
        ("./paper.pdf", None),
    ],
)
def test_what_a_host_serves_first(url: str, serves: str | None) -> None:
    assert next(iter(knowledge().hosts.serves(url)), None) == serves


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://link.zhihu.com/?target=https%3A//www.aaai.org/x.pdf", "https://www.aaai.org/x.pdf"),
        ("https://www.google.com.hk/url?sa=t&url=http%3A%2F%2Fexample.org%2Fa&usg=x", "http://example.org/a"),
        ("https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D", "https://example.org/a?b=1"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=AT", "https://example.org/"),
        ("https://href.li/?https://example.org/x?y=1", "https://example.org/x?y=1"),
        ("https://urldefense.com/v3/__https://example.org/x__;!!abc", "https://example.org/x"),
        ("https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org&data=1", "https://example.org"),
        ("https://link.zhihu.com/?target=https%3A//href.li/%3Fhttps%3A//example.org", "https://example.org"),
        (
            "https://openreview.net/challenge?redirect=%2Fforum%3Fid%3DabcDEF1234",
            "https://openreview.net/forum?id=abcDEF1234",
        ),
        ("https://openreview.net/challenge?redirect=%2F%2Fexample.org%2F", None),
        ("https://openreview.net/forum?id=abcDEF1234&redirect=/x", None),
        ("https://www.google.com/search?q=https://example.org", None),
        ("https://www.google.com/url?q=not+an+address", None),
        ("https://link.zhihu.com/", None),
        ("https://example.org/url?q=https://example.org", None),
        ("https://href.li/?example.org", None),
        ("./url?q=https://example.org", None),
    ],
)
def test_redirect_wrappers(url: str, target: str | None) -> None:
    assert knowledge().hosts.unwrap(url) == target


def test_shorteners() -> None:
    short = knowledge().hosts.is_shortener
    assert all(map(short, ["https://git.io/Js15X", "http://aka.ms/X-CLIP", "https://bit.ly/x", "https://goo.gl/abc"]))
    assert not any(map(short, ["https://git.io", "https://github.com/a/b", "https://youtu.be/mO2Tjcwr4u8", "git.io/x"]))


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://export.arxiv.org/pdf/2301.01081v1", "https://arxiv.org/pdf/2301.01081v1"),
        ("http://arxiv.org/abs/2301.01081", "https://arxiv.org/abs/2301.01081"),
        ("http://dx.doi.org/10.1145/1", "https://doi.org/10.1145/1"),
        ("http://name.github.io/x/", "https://name.github.io/x/"),
        ("https://example.org/x?utm_source=a&b=1#c", "https://example.org/x?b=1#c"),
        ("https://nbviewer.jupyter.org/github/a/b/blob/main/x.ipynb", None),
        ("https://arxiv.org/pdf/2301.01081.pdf", None),
        ("https://www.alphaxiv.org/abs/2301.01081", None),
        ("https://info.arxiv.org/help", None),
        ("http://example.org/", None),
        ("http://www.cv-foundation.org/openaccess/content_cvpr_2016/papers/X_CVPR_2016_paper.pdf", None),
        ("http://arxiv.org:8080/abs/2301.01081", None),
        ("HTTPS://ARXIV.org/abs/2301.01081", None),
        ("./x.pdf", None),
    ],
)
def test_usual_spelling(url: str, canonical: str | None) -> None:
    assert knowledge().hosts.canonical_url(url) == canonical


def test_the_usual_spelling_is_the_same_thing_and_usual() -> None:
    hosts = knowledge().hosts
    for urls in IDENTITIES.values():
        for url in urls:
            if canonical := hosts.canonical_url(url):
                assert hosts.canonical_url(canonical) is None
                assert hosts.identify(canonical).folded == hosts.identify(url).folded


def test_the_address_of_an_identity_has_that_identity() -> None:
    hosts = knowledge().hosts
    for urls in IDENTITIES.values():
        identity = hosts.identify(urls[0])
        if (address := hosts.address(identity)) is not None:
            assert hosts.identify(address).folded == identity.folded


@pytest.mark.parametrize(
    ("url", "reason", "repair"),
    [
        ("https://arxiv.org/abs/2108.03798]", "`2108.03798]` is no arXiv number", "https://arxiv.org/abs/2108.03798"),
        ("https://arxiv.org/abs/2301.00001.pdf", "takes no `.pdf`", "https://arxiv.org/abs/2301.00001"),
        ("https://arxiv.org/pdf/2301.00001.pdf)", "is no arXiv number", "https://arxiv.org/pdf/2301.00001"),
        ("https://arxiv.org/abs/2301.0001", "`2301.0001` is no arXiv number", None),
        ("https://arxiv.org/abs/2313.00001", "`2313.00001` is no arXiv number", None),
        ("https://arxiv.org/abs/", "without a number", None),
        ("https://arxiv.org", "without a number", None),
        ("https://doi.org", "without a DOI", None),
        ("https://doi.org/not-a-doi", "`not-a-doi` is no DOI", None),
        ("https://dl.acm.org/doi/pdf/10.1145/3394171.3413865g", "item numbers are digits", None),
        ("https://doi.org/10.1145/3394171.3413865g", "item numbers are digits", None),
        ("https://openreview.net/forum?id=", "without an identifier", None),
        ("https://github.com/a/b)", "`b)` is no name of a repository", "https://github.com/a/b"),
        ("https://www.youtube.com/watch?v=", "without a video", None),
        ("https://www.youtube.com/watch?v=short", "is no YouTube video", None),
        ("https:/example.org/x", "no proper `https://`", "https://example.org/x"),
        ("https//example.org/x", "no proper `https://`", "https://example.org/x"),
        ("ttps://example.org/x", "no proper `https://`", "https://example.org/x"),
        ("hhttps://example.org/x", None, None),
        ("http://https://example.org/x", "one address inside another", "https://example.org/x"),
        ("./paper/https://example.org/x", "one address inside another", "https://example.org/x"),
        ("https://github.com/https://github.com/a/b", "one address inside another", "https://github.com/a/b"),
        ("https://example.org/a.pdfhttps://example.org/b.pdf", "one address inside another", None),
        ("https://example.org/a b.pdf", "spaces", None),
        ("https:///x", "no host", None),
        ("https://a..b/x", "`a..b` is no host", None),
        (f"https://{'a' * 64}.org/", "is no host", None),
        ("www.example.org/x", "no `https://`", "https://www.example.org/x"),
        ("www.example.org", "no `https://`", "https://www.example.org"),
        ("name.github.io/x", "no `https://`", "https://name.github.io/x"),
        ("github.com/a/b", "no `https://`", "https://github.com/a/b"),
        ("example.com", "no `https://`", "https://example.com"),
    ],
)
def test_malformed_addresses(url: str, reason: str | None, repair: str | None) -> None:
    hosts = knowledge().hosts
    found = hosts.malformed_reason(url)
    assert (found is None) == (reason is None)
    assert (reason or "") in (found or "")
    assert hosts.repaired_url(url) == repair
    if repair is not None:
        assert hosts.malformed_reason(repair) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "#section",
        "#",
        "?raw=true",
        "README.md",
        "./docs/x.pdf",
        "docs/guide.html#a",
        "paper.pdf",
        "setup.py",
        "a.b/c.md",
        "../../issues",
        "/LICENSE",
        "http://localhost:3000/x",
        "localhost:3000",
        "mailto:a@example.org",
        "javascript:void(0)",
        "tel:+491234",
        "ftp://example.org/x",
        "https://arxiv.org/abs/2301.00001v2",
        "https://arxiv.org/pdf/0704.0001.pdf",
        "https://arxiv.org/pdf/hep-th/9901001v1.pdf",
        "https://arxiv.org/abs/cs.CL/0112017",
        "https://arxiv.org/abs/arXiv:2301.00001",
        "https://arxiv.org/pdf/2301.00001.pdf?download=1",
        "https://arxiv.org/list/cs.CV/recent",
        "https://doi.org/10.1016/S0004-3702(99)00052-1",
        "https://www.doi.org/the-identifier/what-is-a-doi/",
        "https://web.archive.org/web/2020/http://example.org/",
        "https://example.org/proxy/https://example.com/",
        "https://example.org/?url=https://example.com/",
        "https://github.com/a/b.",
        "https://github.com/a/b-c_d.e",
        "https://[2001:db8::1]:8080/x",
        "https://例え.jp/パス",
    ],
)
def test_no_fault(url: str) -> None:
    assert knowledge().hosts.malformed_reason(url) is None
    assert knowledge().hosts.repaired_url(url) is None


def test_the_front_page_of_a_paper_host_is_no_fault_where_no_paper_is_meant() -> None:
    hosts = knowledge().hosts
    for url in ("https://arxiv.org/", "https://openreview.net", "https://doi.org/"):
        assert hosts.malformed_reason(url) is not None
        assert hosts.malformed_reason(url, of_paper=False) is None
        assert hosts.is_front_page(url)


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://openaccess.thecvf.com/CVPR2021?day=all", True),
        ("https://papers.nips.cc/paper/2020", True),
        ("https://proceedings.mlr.press/v97/", True),
        ("https://iclr.cc/", True),
        ("http://cvpr.thecvf.com/index.html", True),
        ("https://arxiv.org/abs/2301.00001", False),
        ("https://name.github.io/", False),
        ("https://example.org/", False),
        ("https://cocodataset.org/", False),
        ("./", False),
    ],
)
def test_front_pages(url: str, front: bool) -> None:
    assert knowledge().hosts.is_front_page(url) is front


def test_a_host_says_what_it_is() -> None:
    hosts = knowledge().hosts
    host = hosts.host_of("https://export.arxiv.org/abs/2301.00001")
    assert host is not None
    assert (host.key, host.name, host.serves, host.https) == ("arxiv.org", "arXiv", ("paper",), True)
    assert hosts.host("alphaxiv.org") == hosts.host_of("https://www.alphaxiv.org/x")
    mirror = hosts.host("alphaxiv.org")
    assert mirror is not None
    assert mirror.mirror_of == "arxiv.org"
    assert hosts.host_of("https://example.org/") is None
    assert hosts.host_of("./x") is None
    assert hosts.host("example.org") is None
    assert hosts.identify("http://www.Example.org/x").host == "example.org"
    assert hosts.identify("https://proxy.example.org/x").kind == "url"
    assert len(hosts) >= 150


def test_a_country_is_no_other_site() -> None:
    identify = knowledge().hosts.identify
    assert identify("https://scholar.google.co.uk/scholar?q=x").host == "scholar.google.*"
    assert identify("https://google.attacker.example/url?q=https://arxiv.org/abs/2301.00001").kind == "url"


def test_additions() -> None:
    hosts = knowledge().hosts.with_additions(
        {
            "papers.example.org": {
                "serves": ["paper"],
                "labels": ["Example Papers"],
                "identity": [{"kind": "example", "path": r"/p/(?P<id>\d+)"}],
            },
            "github.com": {"also": ["git.example.org"]},
        }
    )
    assert hosts.identify("https://papers.example.org/p/12") == Identity(
        "example", "12", ("paper",), "papers.example.org"
    )
    assert str(hosts.identify("https://git.example.org/a/b")) == "github:a/b"
    assert str(hosts.identify("https://github.com/a/b")) == "github:a/b"
    assert hosts.names["examplepapers"] == "papers.example.org"


@pytest.mark.parametrize(
    ("additions", "words"),
    [
        ({"example.org": ["paper"]}, "example.org"),
        ({"example.org": {"server": "x"}}, "unknown key server"),
        ({"example.org": {"serves": "paper"}}, "serves has the wrong type"),
        ({"example.org": {"identity": [{"kind": "x", "path": "("}]}}, "pattern"),
        ({"example.org": {"identity": [{"kind": "x"}]}}, "path"),
    ],
)
def test_additions_that_cannot_be(additions: dict[str, object], words: str) -> None:
    with pytest.raises(KnowledgeError, match=words):
        knowledge().hosts.with_additions(additions)


@given(st.text(max_size=80))
@example("http://[")
@example("https://@:/%")
@example("//")
@example("https://github.com/%zz/%")
@example("https://doi.org/10.1/" + "%" * 50)
def test_any_text_has_an_identity(text: str) -> None:
    hosts = knowledge().hosts
    for url in (text, "https://" + text, "https://arxiv.org/" + text, "https://doi.org/" + text):
        identity = hosts.identify(url)
        assert identity == hosts.identify(url)
        assert isinstance(str(identity), str)
        hosts.malformed_reason(url)
        hosts.repaired_url(url)
        hosts.canonical_url(url)
        hosts.is_front_page(url)
        hosts.unwrap(url)
        knowledge().venues.by_url(url)


@given(
    st.sampled_from([url for urls in IDENTITIES.values() for url in urls]), st.sampled_from(["utm_source", "fbclid"])
)
def test_tracking_changes_nothing(url: str, parameter: str) -> None:
    address = split_url(url)
    hosts = knowledge().hosts
    if address is None or hosts.unwrap(url) or "]" in url:
        return
    plain, mark, fragment = url.partition("#")
    followed = f"{plain}{'&' if address.query else '?'}{parameter}=x{mark}{fragment}"
    assert hosts.identify(followed).folded == hosts.identify(url).folded


def test_very_long_addresses_are_compared_as_written() -> None:
    url = "https://arxiv.org/abs/2301.00001?" + "x" * 100_000
    assert knowledge().hosts.identify(url) == Identity("url", url)
    assert knowledge().hosts.malformed_reason(url) is None
