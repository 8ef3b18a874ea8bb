"""Lists of software, data sets, courses and people, in many languages, and what is no list."""

from __future__ import annotations

from .cases import Case

CASES = [
    Case(
        "self-hosted software: licence tags, source code, back-to-top lines, italic groups",
        """\
# Awesome Servers

- Software
  - [Analytics](#analytics)
  - [Archives (DP)](#archives-dp)

--------------------

## Analytics

**[`^        back to top        ^`](#)**

_Web Analytics_

- [AWStats](http://www.awstats.org/) - Makes statistics of servers. ([Source Code](https://github.com/eldy/awstats)) `GPL-3.0` `Perl`
- [Suet](https://suet.co/) `⚠` - Reports for mail. ([Demo](https://demo.suet.co), [Source Code](https://github.com/kehers/suet)) `GPL-3.0` `Nodejs`

## Archives (DP)

**[⬆ back to top](#analytics)**

- [Access to Memory (AtoM)](https://www.accesstomemory.org/) - Archival description. ([Source Code](https://github.com/artefactual/atom)) `PHP`
""",
        [
            {
                "title": "AWStats",
                "kind": "resource",
                "section": ["Awesome Servers", "Analytics", "Web Analytics"],
                "links": [("page", "http://www.awstats.org/"), ("code", "https://github.com/eldy/awstats")],
                "venue": None,
                "year": None,
                "authors": None,
            },
            {
                "title": "Suet",
                "links": [
                    ("page", "https://suet.co/"),
                    ("demo", "https://demo.suet.co"),
                    ("code", "https://github.com/kehers/suet"),
                ],
            },
            {"title": "Access to Memory (AtoM)", "section": ["Awesome Servers", "Archives (DP)"], "alias": None},
        ],
    ),
    Case(
        "labels as parent items, italic sentence below the heading, two tools in one item",
        """\
# Awesome Snakes [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

Inspired by [awesome-php](https://github.com/ziadoz/awesome-php).

- [Awesome Snakes](#awesome-snakes)
    - [Text](#text)

---

## Text

*Libraries for parsing texts.*

* General
    * [difflib](https://docs.python.org/3/library/difflib.html) - (standard library) Deltas.
* Office
    * [xlwt](https://github.com/python-excel/xlwt) / [xlrd](https://github.com/python-excel/xlrd) - Excel files.
* **Slugs**
    * Fast
        * [unicode-slugify](https://github.com/mozilla/unicode-slugify) - Slugs.
""",
        [
            {"title": "difflib", "section": ["Awesome Snakes", "Text", "General"], "kind": "resource"},
            {
                "title": "xlwt",
                "section": ["Awesome Snakes", "Text", "Office"],
                "links": [
                    ("page", "https://github.com/python-excel/xlwt"),
                    ("page", "https://github.com/python-excel/xlrd"),
                ],
            },
            {"title": "unicode-slugify", "section": ["Awesome Snakes", "Text", "Slugs", "Fast"]},
        ],
    ),
    Case(
        "sections below a deeper level than the contents'",
        """\
# Awesome Depth

## Table of Contents

* **[Books](#books)**

* **[Papers](#papers)**

### Books

1.  [Deep Learning](http://www.deeplearningbook.org/) by Yoshua Bengio, Ian Goodfellow and Aaron Courville  (05/07/2015)
2.  [Dive into Deep Learning](https://d2l.ai/) - numpy based interactive book

### Papers

1.  [Batch Normalization](https://arxiv.org/abs/1502.03167)
""",
        [
            {"title": "Deep Learning", "year": 2015, "kind": "resource", "venue": None},
            {"title": "Dive into Deep Learning", "kind": "resource"},
            {"title": "Batch Normalization", "kind": "paper", "ids": {"arxiv": "1502.03167"}},
        ],
    ),
    Case(
        "contents with absolute addresses and headings that link",
        """\
# awesome-zh

## Contents 列表

### 1. [工具](https://github.com/o/awesome-zh#工具-tools)

* #### [分词](https://github.com/o/awesome-zh#分词)
### 2. [语料](https://github.com/o/awesome-zh#语料)

## 工具 Tools

### 分词

- [HanLP](https://github.com/hankcs/HanLP) (Java)

- [LTP 语言技术平台](https://github.com/HIT-SCIR/ltp) by 哈工大 (C++)  [pyltp](https://github.com/HIT-SCIR/pyltp) Python封装

## 语料

- [中文维基](https://dumps.wikimedia.org/zhwiki/) 百科(wiki2019zh),新闻(news2016zh)
""",
        [
            {"title": "HanLP", "section": ["awesome-zh", "工具 Tools", "分词"], "kind": "resource"},
            {
                "title": "LTP 语言技术平台",
                "links": [("page", "https://github.com/HIT-SCIR/ltp"), ("page", "https://github.com/HIT-SCIR/pyltp")],
            },
            {"title": "中文维基", "kind": "dataset", "venue": None, "year": None},
        ],
    ),
    Case(
        "citations in parentheses",
        """\
## Latest Updates
+ [2024/12/07] [Some New Thing](https://arxiv.org/abs/2412.00111) (Yinjie Zhao et al., 2024)

## Main
+ [Dataset Distillation](https://arxiv.org/abs/1811.10959) (Tongzhou Wang et al., 2018) [:octocat:](https://github.com/SsnL/dataset-distillation)
+ [Loss-Curvature Matching for Dataset Selection and Condensation](https://arxiv.org/abs/2303.04449) (Seungjae Shin & Heesun Bae et al., AISTATS 2023)
+ [Latent Quantile Matching](https://arxiv.org/abs/2406.09860) (Wei Wei et al., CVPR 2024 Workshop)
""",
        [
            {
                "title": "Dataset Distillation",
                "authors": "Tongzhou Wang et al.",
                "year": 2018,
                "venue": None,
                "links": [
                    ("paper", "https://arxiv.org/abs/1811.10959"),
                    ("code", "https://github.com/SsnL/dataset-distillation"),
                ],
            },
            {
                "title": "Loss-Curvature Matching for Dataset Selection and Condensation",
                "authors": "Seungjae Shin & Heesun Bae et al.",
                "venue_raw": "AISTATS",
                "year": 2023,
            },
            {"title": "Latent Quantile Matching", "venue": "CVPR", "track": "Workshop", "year": 2024},
        ],
    ),
    Case(
        "data sets with a small print line",
        """\
# Awesome Datasets

## Global datasets

### Source Code & Software

Corpora of source code.

- [CodeSearchNet Corpus](https://github.com/github/CodeSearchNet) - Two million functions in six languages.
  <br><sub>GitHub · JSONL, GZIP · ~20 GB · [MIT](https://github.com/github/CodeSearchNet/blob/master/LICENSE) · Direct download</sub>
- [GH Archive](https://www.gharchive.org/) - Every public event since 2011, archived hourly.
  <br><sub>GH Archive · JSON · Multi-TB</sub>
""",
        [
            {
                "title": "CodeSearchNet Corpus",
                "kind": "dataset",
                "venue": None,
                "year": None,
                "line": 9,
                "end_line": 10,
            },
            {"title": "GH Archive", "kind": "dataset", "year": None},
        ],
    ),
    Case(
        "model table in Japanese with an unnamed first column",
        """\
# 日本語モデル

## 目次

- [汎用](#汎用)

## 汎用

|    |  モデル  |  学習テキスト  |  開発元  | ライセンス |
|:---|:---:|:---:|:---:|:---:|
|  [京大BERT](https://nlp.ist.i.kyoto-u.ac.jp/?ku_bert_japanese)  |  BERT (base, large)  |  日本語 Wikipedia (約1,800万文)  |  京大  | Apache 2.0 |
| [rinna RoBERTa](https://rinna.co.jp/news/2021/08/20210825.html) | RoBERTa (base) |  日本語 Wikipedia <br>+ CC-100 | rinna | MIT |
""",
        [
            {
                "title": "京大BERT",
                "kind": "resource",
                "links": [("page", "https://nlp.ist.i.kyoto-u.ac.jp/?ku_bert_japanese")],
            },
            {"title": "rinna RoBERTa", "section": ["日本語モデル", "汎用"]},
        ],
    ),
    Case(
        "data table with a download column",
        """\
# Perception

## Datasets

| Dataset | #Images | Year | Download | Paper |
|---|---|---|---|---|
| KITTI | 15k | 2012 | [link](http://cvlibs.net/datasets/kitti) | - |
| [COCO](https://cocodataset.org) | 330k | 2014 | N/A | [paper](https://arxiv.org/abs/1405.0312) |
| FooSet | 1k | 2019 | coming soon | [arXiv](https://arxiv.org/abs/1901.00001) |
""",
        [
            {
                "title": "KITTI",
                "kind": "dataset",
                "year": 2012,
                "links": [("data", "http://cvlibs.net/datasets/kitti")],
            },
            {
                "title": "COCO",
                "links": [("data", "https://cocodataset.org"), ("paper", "https://arxiv.org/abs/1405.0312")],
                "unavailable": ["data"],
            },
            {"title": "FooSet", "unavailable": ["data"], "ids": {"arxiv": "1901.00001"}},
        ],
    ),
    Case(
        "tables in Arabic: bold names first, addresses as labels",
        """\
# Awesome Arabic AI

## المحتويات | Contents

- [نماذج](#نماذج--models) | [Models](#نماذج--models)

## نماذج | Models

| النموذج | الجهة | الرابط | الوصف |
|---|---|---|---|
| **Jais** | Inception | [huggingface.co/i/jais](https://huggingface.co/i/jais) | عائلة نماذج عربية-إنجليزية مفتوحة (مايو 2025) |
| **Fanar** | QCRI | [arxiv.org/abs/2501.13944](https://arxiv.org/abs/2501.13944) | منصة قطرية للذكاء الاصطناعي التوليدي العربي |
""",
        [
            {"title": "Jais", "venue": None, "links": [("code", "https://huggingface.co/i/jais")]},
            {"title": "Fanar", "links": [("paper", "https://arxiv.org/abs/2501.13944")]},
        ],
    ),
    Case(
        "tables with logos: name, description, icons as links",
        """\
### Language

| Name &nbsp;&nbsp;&nbsp;| Description | Links|
| :--- | :--- | :--- |
| <img src="res/explosion.png" width="80"><br> [Explosion](https://github.com/explosion) | Known for [spaCy](https://github.com/explosion/spacy), a popular package. | [<img src="res/hf.png" alt="Hugging Face" width="30">](https://huggingface.co/explosion)
| <img src="res/flair.png" width="100"><br> [flair](https://github.com/flairnlp) | Simple framework. | [<img src="res/web.png" alt="website of flair" width="30">](https://flairnlp.github.io/)

---

And last a shout-out to a great (albeit a little outdated) collection of [start-ups](https://github.com/jrieke/awesome-machine-learning-startups-berlin) ;)
""",
        [{"title": "Explosion", "kind": "resource"}, {"title": "flair", "kind": "resource"}],
    ),
    Case(
        "many ways to write one tool",
        """\
# Awesome Databases

## Legend

- :star: — recommended
- `MIT`, `GPL` — the license

## Relational

- :star: [PostgreSQL](https://www.postgresql.org) - The most advanced one. `C`
- [MySQL](https://mysql.com) ([GitHub](https://github.com/mysql/mysql-server)) - Popular. _(abandoned?)_
- ~~[RethinkDB](https://rethinkdb.com)~~ - Dead.
- [x] [MariaDB](https://mariadb.org) - Fork.
- [ ] [Percona](https://percona.com)
- **[TiDB](https://pingcap.com)** ⭐ 35k - Distributed SQL.
- `SQLite` - <https://sqlite.org> - Embedded.
- DuckDB: https://duckdb.org
- CockroachDB https://cockroachlabs.com
- [Dolt][dolt] - Git for data.
- <a href="https://vitess.io">Vitess</a> - Sharding.
- [ ] add more entries

[dolt]: https://github.com/dolthub/dolt
""",
        [
            {"title": "PostgreSQL", "checked": None},
            {
                "title": "MySQL",
                "links": [("page", "https://mysql.com"), ("code", "https://github.com/mysql/mysql-server")],
            },
            {"title": "RethinkDB"},
            {"title": "MariaDB", "checked": True},
            {"title": "Percona", "checked": False},
            {"title": "TiDB"},
            {"title": "SQLite", "links": [("page", "https://sqlite.org")]},
            {"title": "DuckDB", "links": [("page", "https://duckdb.org")]},
            {"title": "CockroachDB", "links": [("page", "https://cockroachlabs.com")]},
            {"title": "Dolt", "links": [("page", "https://github.com/dolthub/dolt")]},
            {"title": "Vitess", "links": [("page", "https://vitess.io")]},
        ],
    ),
    Case(
        "contribution guide: no list",
        """\
# Contribution Guidelines

Please note the [Code of Conduct](code-of-conduct.md).

You'll need a [GitHub account](https://github.com/join)!

1. Open the list's page. For example: https://github.com/sindresorhus/awesome
2. Click on the `readme.md` file: ![Step 2](https://cloud.githubusercontent.com/assets/1/2.png)

Ensure your pull request adheres to the following guidelines:

- Make sure you take care of [this](https://github.com/dar5hak/generator-awesome-list), before submitting.
- Use the following format: `[package](link) - Description.`
- Check your spelling and grammar. See [Grammarly](https://www.grammarly.com).
""",
        [],
    ),
    Case(
        "contributors, sponsors, star history, change log, to-do notes",
        """\
# Awesome Things

## Changelog

- 2024-01-02: added [DuckDB](https://duckdb.org)

## Tools

- [hammer](https://hammer.example.org) - Hits nails.

## TODO

- [ ] Write a script to check links, see [awesome_bot](https://github.com/dkhamsing/awesome_bot)

## Star History

[![Star History Chart](https://api.star-history.com/svg?repos=o/r&type=Date)](https://star-history.com/#o/r&Date)

## Contributors ✨

<table>
  <tr>
    <td align="center"><a href="https://jane.dev"><img src="https://avatars.example.com/u/1" width="100px;" alt=""/><br /><sub><b>Jane Doe</b></sub></a><br /><a href="https://github.com/o/r/commits?author=jane" title="Code">💻</a></td>
  </tr>
</table>

## Sponsors

- [BigCo](https://big.example.com)
""",
        [{"title": "hammer"}],
    ),
    Case(
        "HTML lists, nested",
        """\
# X

<h2>Tools</h2>
<ul>
<li><a href="https://a.example.org">Alpha</a> - First tool.</li>
<li><a href="https://b.example.org">Beta</a> - Second tool.
<ul><li><a href="https://c.example.org">Gamma</a></li></ul></li>
</ul>
""",
        [
            {"title": "Alpha", "section": ["X", "Tools"], "line": 5},
            {"title": "Beta", "line": 6},
            {"title": "Gamma", "line": 7, "links": [("page", "https://c.example.org")]},
        ],
    ),
    Case(
        "Markdown lists inside an HTML table",
        """\
# X

<table>
<tr><td>

- [Alpha](https://a.example.org) - First.
- [Beta](https://b.example.org) - Second.

</td><td>

- [Gamma](https://g.example.org)

</td></tr>
</table>
""",
        [{"title": "Alpha"}, {"title": "Beta"}, {"title": "Gamma"}],
    ),
    Case(
        "paragraphs of one link and a description, a line each",
        """\
## Frameworks

[Django](https://d.example.org) - For the web.<br>
[Flask](https://f.example.org) - Micro framework.<br>
[Bottle](https://b.example.org) - One file.

## Servers

[gunicorn](https://g.example.org): Runs things.

[uvicorn](https://u.example.org): Runs async things.
""",
        [
            {"title": "Django", "section": ["Frameworks"], "line": 3},
            {"title": "Flask", "line": 4},
            {"title": "Bottle", "line": 5},
            {"title": "gunicorn", "section": ["Servers"]},
            {"title": "uvicorn"},
        ],
    ),
    Case(
        "a table of categories, tools line by line in a cell",
        """\
## Stack

| Category | Tools |
|---|---|
| Serving | [Django](https://d.example.org)<br>[Flask](https://f.example.org)<br>[Bottle](https://b.example.org) |
| Async | [aiohttp](https://a.example.org)<br>[Tornado](https://t.example.org)<br>[trio](https://r.example.org) |
""",
        [
            {"title": "Django", "section": ["Stack", "Serving"]},
            {"title": "Flask", "section": ["Stack", "Serving"]},
            {"title": "Bottle", "section": ["Stack", "Serving"]},
            {"title": "aiohttp", "section": ["Stack", "Async"]},
            {"title": "Tornado"},
            {"title": "trio"},
        ],
    ),
    Case(
        "sub-items: tools of their own, or the tool's links",
        """\
## Frameworks

- [Django](https://d.example.org) - For the web.
  - [django-rest](https://r.example.org) - Makes REST simple.
- [Flask](https://f.example.org) - Micro framework.
  - [Docs](https://f.example.org/docs)
  - [Source](https://github.com/pallets/flask)
- [Tornado](https://t.example.org)
  > Async framework.
""",
        [
            {"title": "Django", "line": 3, "end_line": 3},
            {"title": "django-rest", "section": ["Frameworks"]},
            {
                "title": "Flask",
                "line": 5,
                "end_line": 7,
                "links": [
                    ("page", "https://f.example.org"),
                    ("other", "https://f.example.org/docs"),
                    ("code", "https://github.com/pallets/flask"),
                ],
            },
            {"title": "Tornado", "line": 8, "end_line": 9},
        ],
    ),
    Case(
        "Chinese models: key and value below a name",
        """\
# 模型

- [1. Model](#1-model)

##  1. <a name='Model'></a>Model

* ChatGLM：
  * 地址：https://github.com/THUDM/ChatGLM-6B
  * 简介：中文领域效果最好的开源底座模型之一

* ChatYuan
  * 地址：https://github.com/clue-ai/ChatYuan
  * 简介：支持中英双语的对话语言大模型
""",
        [
            {
                "title": "ChatGLM",
                "section": ["模型", "1. Model"],
                "links": [("page", "https://github.com/THUDM/ChatGLM-6B")],
                "line": 7,
                "end_line": 9,
            },
            {"title": "ChatYuan", "links": [("page", "https://github.com/clue-ai/ChatYuan")]},
        ],
    ),
    Case(
        "Russian: dashes, quotes, columns",
        """\
# Полезные ссылки

> Присылайте дополнения через [Issues](https://github.com/o/r/issues)!

**Содержание:**

1. [Курсы](#курсы)
2. [Датасеты](#датасеты)

## Курсы

* [Открытый курс](https://habr.com/ru/company/ods/blog/322626/) - Юрий Кашницкий, 2017.

## Датасеты

| Название | Описание | Размер | Ссылка | Статья |
|:--|:--|--:|:-:|:-:|
| RuBQ | вопросы и ответы | 3 тыс. | [GitHub](https://github.com/vladislavneon/RuBQ) | [статья](https://arxiv.org/abs/2005.10659) |
| Taiga | корпус | 5 млрд | [скачать](https://tatianashavrina.github.io/taiga_site/) | нет |
""",
        [
            {"title": "Открытый курс", "authors": "Юрий Кашницкий", "year": 2017, "kind": "resource"},
            {
                "title": "RuBQ",
                "kind": "dataset",
                "links": [
                    ("code", "https://github.com/vladislavneon/RuBQ"),
                    ("paper", "https://arxiv.org/abs/2005.10659"),
                ],
            },
            {
                "title": "Taiga",
                "links": [("data", "https://tatianashavrina.github.io/taiga_site/")],
                "unavailable": ["paper"],
            },
        ],
    ),
    Case(
        "Korean: links in double brackets, quoted titles behind names, empty items",
        """\
# Korean NLP

## 1. Tools

### 1.1. POS Tagger / 형태소 분석기
- Kkma (꼬꼬마) [[link](http://kkma.snu.ac.kr/documents/index.jsp)] [[paper](http://ids.snu.ac.kr/w/CPL2010.pdf)]
- Rouzeta [[link](https://shleekr.github.io/)] [[slide](http://www.slideshare.net/JieunLee5/ss-67333029)] [[video](https://www.youtube.com/watch?v=tkSVbfWZgn8)]

## 2. Dataset
- Sejong Corpus [[link](https://ithub.korean.go.kr/user/corpus/corpusSearchManager.do)]

## 3. Papers
- 

## 9. How to contribute
1) Fork this Repository

2) Create Pull Request! [[Help](https://akrabat.com/the-beginners-guide/)]
""",
        [
            {
                "title": "Kkma (꼬꼬마)",
                "links": [
                    ("page", "http://kkma.snu.ac.kr/documents/index.jsp"),
                    ("paper", "http://ids.snu.ac.kr/w/CPL2010.pdf"),
                ],
            },
            {
                "title": "Rouzeta",
                "links": [
                    ("page", "https://shleekr.github.io/"),
                    ("slides", "http://www.slideshare.net/JieunLee5/ss-67333029"),
                    ("video", "https://www.youtube.com/watch?v=tkSVbfWZgn8"),
                ],
            },
            {
                "title": "Sejong Corpus",
                "kind": "dataset",
                "links": [("data", "https://ithub.korean.go.kr/user/corpus/corpusSearchManager.do")],
            },
        ],
    ),
    Case(
        "topic headings that are journals' names give no venue",
        """\
# Reading

## Machine Learning

- [Attention Is All You Need](https://arxiv.org/abs/1706.03762)

## Bioinformatics

- [Highly accurate protein structure prediction](https://doi.org/10.1038/s41586-021-03819-2)
""",
        [
            {"title": "Attention Is All You Need", "kind": "paper", "venue": None, "venue_source": None},
            {"title": "Highly accurate protein structure prediction", "kind": "paper", "venue": None},
        ],
    ),
    Case(
        "prose in scripts without blanks is no entry",
        """\
# 列表

这个列表由社区维护，如果你发现错误，欢迎到 [Issues](https://github.com/o/r/issues) 反馈，或者发送邮件给我们。

記事の間違いや改善の提案などを発見された場合は、[GitHub Issues](https://github.com/l/a/issues) 経由で報告していただけますと幸いです。

## 工具
- [甲](https://jia.example.cn) - 很好用的工具
- [乙](https://yi.example.cn)：另一个工具
""",
        [
            {"title": "甲", "kind": "resource", "section": ["列表", "工具"]},
            {"title": "乙", "links": [("page", "https://yi.example.cn")]},
        ],
    ),
    Case(
        "tools named as roles are elsewhere",
        """\
# Awesome X

## Things

- [Alpha](https://alpha.org) - One.
- [Keras](https://keras.io): high-level API
- [Caffe](http://caffe.example.org/) by BVLC
- [r/Python](https://www.reddit.com/r/python)
- [Torch7](http://torch.ch/)
- [Kaggle Datasets](https://www.kaggle.com/datasets)
- [Official website](https://x.org)
- [Omega](https://omega.org) - Two.
- [Gamma](https://gamma.org) - Three.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://alpha.org")],
                "title": "Alpha",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://keras.io")],
                "title": "Keras",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "http://caffe.example.org/")],
                "title": "Caffe",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://www.reddit.com/r/python")],
                "title": "r/Python",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "http://torch.ch/")],
                "title": "Torch7",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://www.kaggle.com/datasets")],
                "title": "Kaggle Datasets",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://x.org")],
                "title": "Official website",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://omega.org")],
                "title": "Omega",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://gamma.org")],
                "title": "Gamma",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "what parentheses say of tools",
        """\
# Awesome X

## Things

- [ML](http://c.edu/x) by Tom Roe (Spring 2011)
- [Foo](https://f.org/1) (2nd edition, 2018)
- [Foo 2](https://f.org/2) (last updated 2018)
- [Foo 3](https://f.org/3) (ISO 9001:2015)
- [Foo 4](https://f.org/4) (Office 2016)
- [Foo 5](https://f.org/5) (Science)
- [Foo 6](https://f.org/6) `Sensors`
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "http://c.edu/x")],
                "title": "ML",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://f.org/1")],
                "title": "Foo",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://f.org/2")],
                "title": "Foo 2",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://f.org/3")],
                "title": "Foo 3",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://f.org/4")],
                "title": "Foo 4",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://f.org/5")],
                "title": "Foo 5",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://f.org/6")],
                "title": "Foo 6",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "languages of the list",
        """\
# Awesome X

[English](https://github.com/o/r/blob/main/README.md) | [简体中文](https://github.com/o/r/blob/main/README.zh-CN.md)

## Tools

- [a](https://a.org) - Some nice tool.
- [b](https://b.org) - Another tool.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.org")],
                "title": "b",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "languages of the list in a list",
        """\
# Awesome X

- [中文](https://github.com/o/r/blob/main/README.zh.md)
- [日本語](https://github.com/o/r/blob/main/README.ja.md)

## Tools

- [a](https://a.org) - Some nice tool.
- [b](https://b.org) - Another tool.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.org")],
                "title": "b",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "the list's own survey",
        """\
# Awesome X

Our survey: **A Survey of Things** [[paper](https://arxiv.org/abs/2001.00001)]

## Tools

- [a](https://a.org) - Some nice tool.
- [b](https://b.org) - Another tool.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.org")],
                "title": "b",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "the list's own addresses",
        """\
# Awesome X

- Website: https://foo.org
- Twitter: [@foo](https://twitter.com/foo)

Also available as [website](https://foo.org) and [JSON](https://foo.org/x.json).

Last updated: 2024-01-01 ([changelog](https://github.com/o/r/commits))

## Tools

- [a](https://a.org) - Some nice tool.
- [b](https://b.org) - Another tool.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.org")],
                "title": "b",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "prose that begins with a link",
        """\
# NLP

## Parsing

[Recent approaches](https://arxiv.org/abs/2001.00001)
convert the tree into a sequence following some order in order to
be able to apply models of sequences to it.

| Model | F1 | Paper |
|---|---|---|
| LSTM | 92.1 | [Grammar as a Foreign Thing](https://arxiv.org/abs/2001.00001) |
""",
        [
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001")],
                "title": "Grammar as a Foreign Thing",
                "venue": None,
                "year": None,
            }
        ],
    ),
    Case(
        "news as a topic",
        """\
# X

## News

- [Hacker Times](https://news.example.org) - Links for hackers.
- [Lobsters](https://lobste.rs) - Links, too.

## Tools

- [a](https://a.org) - Some nice tool.
- [b](https://b.org) - Another tool.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://news.example.org")],
                "title": "Hacker Times",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://lobste.rs")],
                "title": "Lobsters",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.org")],
                "title": "b",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "conference sites",
        """\
# X

## Conferences

- [ICML](https://icml.cc) - International Conference on Machine Learning
- [CVPR 2023](https://cvpr2023.thecvf.com/)

## Tools

- [a](https://a.org) - Some nice tool.
- [b](https://b.org) - Another tool.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://icml.cc")],
                "title": "ICML",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://cvpr2023.thecvf.com/")],
                "title": "CVPR 2023",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.org")],
                "title": "b",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "contents by absolute addresses",
        """\
# X

**A**

- [Foo bar](https://github.com/o/r/blob/main/README.md#foo-bar)
- [Baz (2020)](https://github.com/o/r#baz-2020)

## Foo bar
- [a](https://a.org) - An a.

## Baz (2020)
- [b](https://b.org) - A b.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.org")],
                "title": "b",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "a preview inside an item",
        """\
# X

## Tools

- [GHEGA](https://g.org) contains two groups of documents.
  <details>
    <summary><i>Preview</i></summary>
    <img src="./images/a.jpeg" />
  </details>

- [RVL](https://r.org) consists of images.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://g.org")],
                "title": "GHEGA",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://r.org")],
                "title": "RVL",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "bold names and what they are",
        """\
# X

## Datasets

* **SBWCE**: corpus de mil millones de palabras. [[Descarga](https://c.net/S/)]
* **TASS**: análisis de sentimientos. [[Descarga](https://c.net/T/)]
""",
        [
            {
                "authors": None,
                "kind": "dataset",
                "links": [("data", "https://c.net/S/")],
                "title": "SBWCE",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "dataset",
                "links": [("data", "https://c.net/T/")],
                "title": "TASS",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "see also",
        """\
# Awesome X

## Things

- [a](https://a.org) - Some tool.
- See also [awesome-sysadmin](https://github.com/kahun/awesome-sysadmin), a list of resources
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.org")],
                "title": "a",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://github.com/kahun/awesome-sysadmin")],
                "title": "awesome-sysadmin",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "sites of conferences, a year each",
        """\
# Conferences

## Upcoming

- [NeurIPS 2021](https://neurips.cc/2021) - Neural information processing
- [CVPR 2021](https://cvpr.example.org/2021) - Vision conference
- [EuroPython 2021](https://ep.example.org) - Python
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://neurips.cc/2021")],
                "notes": "Neural information processing",
                "title": "NeurIPS 2021",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://cvpr.example.org/2021")],
                "notes": "Vision conference",
                "title": "CVPR 2021",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://ep.example.org")],
                "notes": "Python",
                "title": "EuroPython 2021",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "short Chinese descriptions",
        """\
# 工具

- [工具一](https://a.cn)：教程，视频
- [工具二](https://b.cn)：快速，简单
- [工具三](https://c.cn) - 编辑器、插件
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://a.cn")],
                "notes": "教程，视频",
                "title": "工具一",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.cn")],
                "notes": "快速，简单",
                "title": "工具二",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://c.cn")],
                "notes": "编辑器、插件",
                "title": "工具三",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "descriptions of one role word",
        """\
# A

- [NASA](https://api.nasa.gov) - data
- [B](https://b.io) - Code
- [C](https://c.io) - Demo, video
- [D](https://d.io): Slides.
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://api.nasa.gov")],
                "notes": "data",
                "title": "NASA",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://b.io")],
                "notes": "Code",
                "title": "B",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://c.io")],
                "notes": "Demo, video",
                "title": "C",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("page", "https://d.io")],
                "notes": "Slides",
                "title": "D",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "books by linked authors",
        """\
# Books

- [Pattern](https://p.org) by [C. Fox](https://b.io) - classic.
- [Deep](https://d.org) by [Ann Lee](https://b.io), [Bob Fox](https://c.io)
""",
        [
            {
                "authors": "C. Fox",
                "kind": "resource",
                "links": [("page", "https://p.org")],
                "notes": "classic",
                "title": "Pattern",
                "venue": None,
                "year": None,
            },
            {
                "authors": "Ann Lee, Bob Fox",
                "kind": "resource",
                "links": [("page", "https://d.org")],
                "notes": None,
                "title": "Deep",
                "venue": None,
                "year": None,
            },
        ],
    ),
]
