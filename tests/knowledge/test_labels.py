"""What labels, headings and columns say, in the languages of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.knowledge import KnowledgeError, knowledge

LABELS = {
    "paper": """[PDF]|Paper|📄 Paper|paper link|arXiv|ArXiv Paper|arXiv:2301.00001|abs|HTML|Springer
        |IEEE Xplore|ACM DL|DOI|OpenReview|CVF|Paper: by them|ICCV Paper|ICLR'21 Paper|NeurIPS 2020 paper|Paper & Code
        |paper (pdf)|.pdf|Papre|axriv|arXiv 2021|Journal version|论文|[论文]|论文链接|論文|論文リンク|原論文
        |논문|artículo|Статья|papier|artigo|PDf""",
    "code": """code|Code 1|code_1|[Code]|code (PyTorch)|Code [TF]|Official Code
        |Official PyTorch Implementation|PyTorch|JAX|TensorFlow|Keras|Caffe|C++|GitHub|[Github]
        |:octocat: code|💻Code|Implementation|Official|cpde|coed|githb|PaperCode|MMF code|paper code|Code for paper
        |Code of the paper|Link to code|Code & Data|Code+Data|Papers with Code|HuggingFace|Model|代码
        |【代码】|官方代码|源码|代碼|コード|実装|코드|소스코드|código|Код|Quellcode|code source|codice""",
    "project": """Project Page|ProjectPage|project-page|Project_Page|PROJECT PAGE|PorjectPage|ProejctPage|Projcet page
        |Project|Website|webiste|Homepage|Web|Page|project page 2|ProjectPage(note this page plays music...)
        |Github Page|Project & Code|项目主页|项目|主页|プロジェクトページ|프로젝트 페이지|홈페이지
        |página del proyecto|Projektseite|сайт|page du projet""",
    "data": """Data|Dataset|[Data]|Download|Download link|dataset link|Data (Google Drive)|Baidu|datset
        |🤗 Dataset|数据集|（数据集）|百度网盘|下载|データセット|데이터셋|conjunto de datos|données
        |Datensatz|данные|dados""",
    "demo": """Demo|DemoPage|Live Demo|Colab|Open in Colab|Colab Notebook|Notebook|HF Space|🤗 Demo|演示
        |デモ|데모|démo|демо""",
    "video": """Video|videos|Video (YouTube)|YouTube|Bilibili|B站|Talk|Talk (YouTube)|Demo video|video demo
        |Project video|5-min video|Supplementary Video|vedio|Video, Slides|视频|视频讲解|動画|講演|영상
        |vídeo|vidéo|видео""",
    "slides": "Slides|Slides (PPT)|PPT|Sildes|pdf slides|幻灯片|スライド|슬라이드|diapositivas|Folien|слайды",
    "poster": "Poster|poster (pdf)|海报|ポスター|포스터",
    "supplement": """Supp|supp. material|Supplementary|Supplementary Material|suplementary|Supplementary PDF
        |Appendix|补充材料|附录|補足資料|Anhang""",
    "bibtex": "BibTeX|bib|bibtext|Cite|引用|인용",
    "blog": """Blog|Blog Post|Post|Medium|Explained|中文Blog|中文博客|知乎|知乎解读|论文解读|博客|CSDN|解説
        |ブログ|블로그|блог|billet|‰∏≠ÊñáBlog""",
    "other": "Corrigendum|Twitter|Tweet|Review|Award|Translation|翻译|中文版|Docs|Wiki|License",
}
NOTHING = """Link|link 1|here|this|more|Read more|链接|リンク|링크|enlace|1|2021|⭐| |CVPR 2021
        |Attention is All You Need|A Survey|GAN|Code Llama|Dataset Distillation|Video Transformers
        |Video Diffusion Models|Learning to Code|Paper Doll|Project Euler|Data Mining|Web Scraping
        |A New Dataset for Video|The first video dataset of talking heads|Papermill
        |Awesome-Transformer-Attention|Databricks|CodeBERT|Codex|Coder|Node|mode|core|Date|Blob|Memo|Slider
        |Taper|Foster|book|Hedra|CODA|DEMON"""


def split(text: str) -> list[str]:
    return [label.strip("\n") if label.strip() else label for label in (part.strip() for part in text.split("|"))]


@pytest.mark.parametrize(("role", "label"), [(role, label) for role, text in LABELS.items() for label in split(text)])
def test_roles(role: str, label: str) -> None:
    assert knowledge().labels.role_of(label) == role


@pytest.mark.parametrize("label", [*split(NOTHING), "", "x" * 500, "paper " * 30])
def test_labels_that_name_no_role(label: str) -> None:
    assert knowledge().labels.role_of(label) is None


@given(st.sampled_from([(role, label) for role, text in LABELS.items() for label in split(text)]))
def test_brackets_and_case_do_not_matter(case: tuple[str, str]) -> None:
    role, label = case
    labels = knowledge().labels
    assert labels.role_of(f"[{label}]") == role
    assert labels.role_of(f"  {label}  ") == role
    if label.isascii() and not any(char.isupper() for char in label[1:]):
        assert labels.role_of(label.upper() if role != "code" else label.title()) in (role, None)


@given(st.text(max_size=100))
def test_any_text_may_be_a_label(text: str) -> None:
    labels = knowledge().labels
    assert labels.role_of(text) == labels.role_of(text)
    assert labels.names_host(text) is None or labels.role_of(text) is not None or len(text) < 60
    labels.section_meanings(text)
    labels.is_excluded_section(text)
    labels.column_of(text)


def test_words_that_may_be_titles_are_soft() -> None:
    labels = knowledge().labels
    assert all(map(labels.is_soft, ["Python", "[Docker]", "Kaggle", "GitHub", "Tutorial", "知乎"]))
    assert not any(map(labels.is_soft, ["Code", "Paper", "PDF", "Project Page", "Dataset", "Video", "Slides", "Hedra"]))


@pytest.mark.parametrize(
    ("label", "host"),
    [
        ("GitHub", "github.com"),
        ("[Github]", "github.com"),
        ("GitHub code", "github.com"),
        ("arXiv:2301.00001", "arxiv.org"),
        ("arXiv", "arxiv.org"),
        ("Video (YouTube)", "youtube.com"),
        ("B站", "bilibili.com"),
        ("知乎", "zhuanlan.zhihu.com"),
        ("HF Space", "*.hf.space"),
        ("Code", None),
        ("PDF", None),
        ("Project (note the music)", None),
        ("A GitHub for cakes and pies", None),
        ("", None),
    ],
)
def test_hosts_that_labels_name(label: str, host: str | None) -> None:
    assert knowledge().labels.names_host(label) == host


@pytest.mark.parametrize(
    ("title", "meanings"),
    [
        ("Datasets", {"dataset"}),
        ("2. Datasets", {"dataset"}),
        ("📊 Datasets & Benchmarks", {"dataset"}),
        ("Audio Datasets", {"dataset"}),
        ("Datasets for talking heads", {"dataset"}),
        ("Dataset Distillation", set()),
        ("Benchmarking Robustness", set()),
        ("常用数据集", {"dataset"}),
        ("数据集蒸馏", set()),
        ("データセット", {"dataset"}),
        ("데이터셋", {"dataset"}),
        ("Conjuntos de datos", {"dataset"}),
        ("Survey papers", {"paper", "survey"}),
        ("综述", {"survey"}),
        ("Papers", {"paper"}),
        ("PaperList", {"paper"}),
        ("Papers and Datasets", {"paper", "dataset"}),
        ("Related Groups", {"resource"}),
        ("Technical blog", {"resource"}),
        ("Other resource", {"resource"}),
        ("Person (as far as I know)", {"resource"}),
        ("Tools and libraries", {"resource"}),
        ("工具", {"resource"}),
        ("Code Review", {"resource"}),
        ("Book Reviews", {"resource"}),
        ("3D Animation", set()),
        ("", set()),
    ],
)
def test_what_headings_say(title: str, meanings: set[str]) -> None:
    assert knowledge().labels.section_meanings(title) == meanings


ABOUT_THE_LIST = """📰 News|News and Updates|Changelog|Acknowledgements
        |Acknowledgment|License|Star History|Contributing|How to contribute|Citation|Contact us|TODO
        |To-Do List|Contributors|Sponsors|更新日志|致谢|引用|贡献|謝辞|ライセンス|감사의 말
        |Agradecimientos|Danksagung|Remerciements|Лицензия"""
ABOUT_OTHER_THINGS = """Papers|Contact-rich manipulation|License Plate Recognition|News Recommendation|Icons
        |Datasets|2021|Citation Recommendation|Statistics|"""


@pytest.mark.parametrize("title", split(ABOUT_THE_LIST))
def test_headings_about_the_list_itself(title: str) -> None:
    assert knowledge().labels.is_excluded_section(title)


@pytest.mark.parametrize("title", split(ABOUT_OTHER_THINGS))
def test_headings_about_other_things(title: str) -> None:
    assert not knowledge().labels.is_excluded_section(title)


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("Title", "title"),
        ("Paper Title", "title"),
        ("Paper", "paper"),
        ("Venue", "venue"),
        ("Conference/Journal", "venue"),
        ("Year", "year"),
        ("Date", "year"),
        ("Authors", "authors"),
        ("Links", "links"),
        ("Code", "code"),
        ("Project Page", "project"),
        ("Download link", "data"),
        ("Keywords", "keywords"),
        ("Notes", "notes"),
        ("#", "number"),
        ("No.", "number"),
        ("标题", "title"),
        ("会议", "venue"),
        ("年份", "year"),
        ("代码", "code"),
        ("関連リンク", None),
        ("タイトル", "title"),
        ("제목", "title"),
        ("Título", "title"),
        ("Jahr", "year"),
        ("Автор", "authors"),
        ("Whatever", None),
        ("", None),
    ],
)
def test_columns(head: str, meaning: str | None) -> None:
    assert knowledge().labels.column_of(head) == meaning


def test_tracks_statuses_keys_and_what_is_missing() -> None:
    labels = knowledge().labels
    assert labels.track_of("(oral)") == "Oral"
    assert labels.track_of("Best-Paper") == "Best Paper"
    assert labels.track_of("CVPR") is None
    assert labels.status_of("Under Review") == "under-review"
    assert labels.status_of("to appear") == "accepted"
    assert labels.status_of("published") is None
    assert labels.key_of("Keywords") == "keywords"
    assert labels.key_of("关键词") == "keywords"
    assert labels.key_of("Autores") == "authors"
    assert labels.key_of("whatever") is None
    assert all(map(labels.is_unavailable, ["None", "N/A", "[coming soon]", "TBD", "暂无", "未公開", "준비중", "❌"]))
    assert not labels.is_unavailable("PDF")
    assert "the" in labels.stop
    assert "link" in labels.neutral


def test_additions() -> None:
    labels = knowledge().with_additions(labels={"code": ["Zauberspruch"]}).labels
    assert labels.role_of("Zauberspruch") == "code"
    assert labels.role_of("Paper") == "paper"
    assert knowledge().labels.role_of("Zauberspruch") is None


@pytest.mark.parametrize(
    ("additions", "words"),
    [({"magic": ["x"]}, "is no role"), ({"code": "x"}, "a list of words"), ({"code": [1]}, "a list of words")],
)
def test_additions_that_cannot_be(additions: dict[str, object], words: str) -> None:
    with pytest.raises(KnowledgeError, match=words):
        knowledge().with_additions(labels=additions)
