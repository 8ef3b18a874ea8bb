"""Lists of papers in the layouts of public lists, each with the entries a reader sees in it."""

from __future__ import annotations

from .cases import Case

CASES = [
    Case(
        "linked title, short authors, venue, pipes, comment",
        """\
# Awesome Radiance Fields

#### [How to submit a pull request?](https://github.com/a/b/blob/main/how-to-PR.md)

## Table of Contents
- [Papers](#papers)

## Papers
#### Faster Inference
- [DeRF: Decomposed Radiance Fields](https://arxiv.org/abs/2011.12490), Rebain et al. Arxiv 2020 | [bibtex](./all.bib#L222-L228) <!---Rebain20arxiv_derf-->
- [KiloNeRF: Thousands of Tiny MLPs ](https://arxiv.org/abs/2103.13744), Reiser et al., ICCV 2021 | [github](https://github.com/creiser/kilonerf) | [bibtex](./kilonerf.txt)
- [CAMPARI: Camera-Aware Decomposed Fields](https://arxiv.org/pdf/2103.17269.pdf), Niemeyer & Geiger, 3DV 2021 | [bibtex](./CAMPARI.txt)
- [NeRF--: Fields Without Known Camera Parameters](http://nerfmm.active.vision/), Wang et al., Arxiv 2021, [bibtex](./nerf--.txt)
""",
        [
            {
                "title": "DeRF: Decomposed Radiance Fields",
                "authors": "Rebain et al.",
                "venue": "arXiv",
                "year": 2020,
                "section": ["Awesome Radiance Fields", "Papers", "Faster Inference"],
                "links": [("paper", "https://arxiv.org/abs/2011.12490"), ("bibtex", "./all.bib#L222-L228")],
            },
            {"title": "KiloNeRF: Thousands of Tiny MLPs", "authors": "Reiser et al.", "venue": "ICCV", "year": 2021},
            {
                "title": "CAMPARI: Camera-Aware Decomposed Fields",
                "authors": "Niemeyer & Geiger",
                "venue": "3DV",
                "year": 2021,
            },
            {
                "title": "NeRF--: Fields Without Known Camera Parameters",
                "kind": "paper",
                "links": [("project", "http://nerfmm.active.vision/"), ("bibtex", "./nerf--.txt")],
            },
        ],
    ),
    Case(
        "fields in sub-items, emoji before their names",
        """\
## Papers
- [UI-Voyager: A Self-Evolving GUI Agent](https://arxiv.org/abs/2603.24533)
    - Zichuan Lin, Feiyu Liu, Yijun Yang
    - 🏛️ Institutions: Unknown
    - 📅 Date: March 25, 2026
    - 📑 Publisher: arXiv
    - 💻 Env: [Mobile], [Web]
    - 📖 TLDR: An agent that learns from failed trajectories.

- [GUI-CEval: A Benchmark for Mobile GUI Agents](https://arxiv.org/abs/2603.15039)
    - Haotian Zhao, Yuzhe Qin
    - 🏛️ Institutions: Lenovo Research
    - 📅 Date: March 16, 2026
    - 📑 Publisher: CVPR 2026
    - 💻 Env: [Mobile], [GUI]
    - 📖 TLDR: A benchmark.
""",
        [
            {
                "title": "UI-Voyager: A Self-Evolving GUI Agent",
                "authors": "Zichuan Lin, Feiyu Liu, Yijun Yang",
                "venue": "arXiv",
                "year": 2026,
                "unlinked": [],
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2603.24533")],
            },
            {"title": "GUI-CEval: A Benchmark for Mobile GUI Agents", "venue": "CVPR", "year": 2026, "unlinked": []},
        ],
    ),
    Case(
        "bold title paragraphs under one heading, rules between",
        """\
# Awesome Multimodal Models

## Our works

**A Survey on Multimodal Large Language Models**  
**[Project Page](https://github.com/a/mllm)** | **[Paper](https://arxiv.org/pdf/2306.13549.pdf)** | :black_nib: **[Citation](./images/bib_survey.txt)**

The first survey of its kind. :sparkles:

---

**Woodpecker: Hallucination Correction for Multimodal Large Language Models**  
**[Paper](https://arxiv.org/pdf/2310.16045)** | **[GitHub](https://github.com/BradyFU/Woodpecker)**

It corrects hallucination.
""",
        [
            {
                "title": "A Survey on Multimodal Large Language Models",
                "section": ["Awesome Multimodal Models", "Our works"],
                "links": [
                    ("project", "https://github.com/a/mllm"),
                    ("paper", "https://arxiv.org/pdf/2306.13549.pdf"),
                    ("bibtex", "./images/bib_survey.txt"),
                ],
            },
            {
                "title": "Woodpecker: Hallucination Correction for Multimodal Large Language Models",
                "links": [
                    ("paper", "https://arxiv.org/pdf/2310.16045"),
                    ("code", "https://github.com/BradyFU/Woodpecker"),
                ],
            },
        ],
    ),
    Case(
        "table: star badge, dated rows, a name and its paper",
        """\
# Papers
## Tuning
|  Title  |   Venue  |   Date   |   Code   |   Demo   |
|:--------|:--------:|:--------:|:--------:|:--------:|
| ![Star](https://img.shields.io/github/stars/VITA-MLLM/Sparrow.svg?style=social&label=Star) <br> [**Sparrow: Data-Efficient Video-LLM**](https://arxiv.org/pdf/2411.19951) <br> | arXiv | 2025-03-17 | [Github](https://github.com/VITA-MLLM/Sparrow) | - |
| [**Phi-4-Mini Technical Report**](https://arxiv.org/pdf/2503.01743) | arXiv | 2025-03-03 | [Hugging Face](https://huggingface.co/microsoft/Phi-4-multimodal-instruct) | [Demo](https://huggingface.co/spaces/microsoft/phi-4-multimodal) |
| [**StreamChat: Chatting with Streaming Video**](https://arxiv.org/pdf/2412.08646) | arXiv | 2024-12-11 | Coming soon | - |

# Datasets
## Datasets of Alignment
| Name | Paper | Link | Notes |
|:-----|:-----:|:----:|:-----:|
| **MS-COCO** | [Microsoft COCO: Common Objects in Context](https://arxiv.org/pdf/1405.0312.pdf) | [Link](https://cocodataset.org) | Captions |
""",
        [
            {
                "title": "Sparrow: Data-Efficient Video-LLM",
                "venue": "arXiv",
                "year": 2025,
                "links": [
                    ("paper", "https://arxiv.org/pdf/2411.19951"),
                    ("code", "https://github.com/VITA-MLLM/Sparrow"),
                ],
            },
            {
                "title": "Phi-4-Mini Technical Report",
                "links": [
                    ("paper", "https://arxiv.org/pdf/2503.01743"),
                    ("code", "https://huggingface.co/microsoft/Phi-4-multimodal-instruct"),
                    ("demo", "https://huggingface.co/spaces/microsoft/phi-4-multimodal"),
                ],
            },
            {"title": "StreamChat: Chatting with Streaming Video", "year": 2024, "unavailable": ["code"]},
            {
                "title": "MS-COCO",
                "kind": "dataset",
                "notes": "Captions",
                "links": [("paper", "https://arxiv.org/pdf/1405.0312.pdf"), ("data", "https://cocodataset.org")],
            },
        ],
    ),
    Case(
        "Chinese keyed links below bold titles",
        """\
# CVPR2020-Code

- [CNN](#CNN)
- [图像分类](#Image-Classification)

<a name="CNN"></a>

# CNN

**Exploring Self-attention for Image Recognition**

- 论文：https://hszhao.github.io/papers/cvpr20_san.pdf

- 代码：https://github.com/hszhao/SAN

<a name="Image-Classification"></a>

# 图像分类

**Spatially Attentive Output Layer for Image Classification**

- 论文下载链接：https://arxiv.org/abs/2004.07570
- 代码（好像被原作者删除了）：https://github.com/ildoonet/spatially-attentive-output-layer

**Scale-Equalizing Pyramid Convolution for Object Detection**

论文：https://arxiv.org/abs/2005.03101

代码：https://github.com/jshilong/SEPC

**Pixel Consensus Voting for Panoptic Segmentation**

- Oral
- 论文：https://arxiv.org/abs/2004.01849
- 代码：还未公布

**Super-BPD: Super Boundary-to-Pixel Direction for Fast Image Segmentation**

- CVPR 2020 Oral
- 论文：暂无
- 代码：https://github.com/JianqiangWan/Super-BPD
- 解读：https://zhuanlan.zhihu.com/p/117422157
- Demo视频：https://www.bilibili.com/video/av56708333
""",
        [
            {
                "title": "Exploring Self-attention for Image Recognition",
                "section": ["CNN"],
                "links": [
                    ("paper", "https://hszhao.github.io/papers/cvpr20_san.pdf"),
                    ("code", "https://github.com/hszhao/SAN"),
                ],
            },
            {
                "title": "Spatially Attentive Output Layer for Image Classification",
                "section": ["图像分类"],
                "unlinked": [],
                "unavailable": [],
                "links": [
                    ("paper", "https://arxiv.org/abs/2004.07570"),
                    ("code", "https://github.com/ildoonet/spatially-attentive-output-layer"),
                ],
            },
            {
                "title": "Scale-Equalizing Pyramid Convolution for Object Detection",
                "links": [
                    ("paper", "https://arxiv.org/abs/2005.03101"),
                    ("code", "https://github.com/jshilong/SEPC"),
                ],
            },
            {
                "title": "Pixel Consensus Voting for Panoptic Segmentation",
                "track": "Oral",
                "unavailable": ["code"],
                "links": [("paper", "https://arxiv.org/abs/2004.01849")],
            },
            {
                "title": "Super-BPD: Super Boundary-to-Pixel Direction for Fast Image Segmentation",
                "venue": "CVPR",
                "year": 2020,
                "track": "Oral",
                "unavailable": ["paper"],
                "links": [
                    ("code", "https://github.com/JianqiangWan/Super-BPD"),
                    ("blog", "https://zhuanlan.zhihu.com/p/117422157"),
                    ("video", "https://www.bilibili.com/video/av56708333"),
                ],
            },
        ],
    ),
    Case(
        "a table of years as navigation, then papers by stars",
        """\
| [2018](#2018) | 2012 | [![Tweet](https://img.shields.io/twitter/url/http/shields.io.svg?style=social)](https://twitter.com/intent/tweet?text=Papers) | [Suggestions](https://github.com/zziz/pwc/issues/1) |
|:-------:|:-------:|:-------:|:-------:|

## 2018
| Title | Conf | Code | Stars |
|:--------|:--------:|:--------:|:--------:|
| [Deep Image Prior](http://openaccess.thecvf.com/content_cvpr_2018/papers/Ulyanov_Deep_Image_Prior_CVPR_2018_paper.pdf) | CVPR | [code](https://github.com/DmitryUlyanov/deep-image-prior) | 3305 |
| [Efficient Neural Architecture Search via Parameters Sharing](http://proceedings.mlr.press/v80/pham18a.html) | ICML | [code](https://github.com/carpedm20/ENAS-pytorch) | 2020 |
""",
        [
            {
                "title": "Deep Image Prior",
                "venue": "CVPR",
                "year": 2018,
                "year_source": "section",
                "ids": {"cvf": "Ulyanov_Deep_Image_Prior_CVPR_2018"},
            },
            {
                "title": "Efficient Neural Architecture Search via Parameters Sharing",
                "venue": "ICML",
                "year": 2018,
                "ids": {"pmlr": "v80/pham18a"},
            },
        ],
    ),
    Case(
        "numbered bold titles; authors on the next line or the next paragraph; headings that link back",
        """\
# Must-read papers

## [Content](#content)

<table>
<tr><td colspan="2"><a href="#survey-papers">1. Survey</a></td></tr>
</table>

## [Survey papers](#content)

2. **Graph Neural Networks: A Review of Methods and Applications.** AI Open 2020. [journal paper](https://doi.org/10.1016/j.aiopen.2021.01.001) [arxiv](https://arxiv.org/pdf/1812.08434.pdf)

   *Jie Zhou, Ganqu Cui, Zhengyan Zhang.*

### [Physics](#content)

1. **N-ary relation extraction using graph state LSTM.**
*Linfeng Song, Yue Zhang, Zhiguo Wang, Daniel Gildea.* EMNLP 2018. [paper](https://arxiv.org/abs/1808.09101)

1. **Cross-Sentence N-ary Relation Extraction with Graph LSTMs.**
*Nanyun Peng, Hoifung Poon, Chris Quirk.* TACL. [paper](https://arxiv.org/abs/1708.03743)

1. **Discovering objects and their relations.** ICLR Workshop 2017. [paper](https://arxiv.org/pdf/1702.05068.pdf)

    *David Raposo, Adam Santoro, David Barrett.*  

1. **VAIN: Attentional Multi-agent Predictive Modeling.** NIPS 2017 [paper](https://arxiv.org/pdf/1706.06122.pdf)

    *Yedid Hoshen.* 
""",
        [
            {
                "title": "Graph Neural Networks: A Review of Methods and Applications",
                "section": ["Must-read papers", "Survey papers"],
                "authors": "Jie Zhou, Ganqu Cui, Zhengyan Zhang.",
                "venue": "AI Open",
                "year": 2020,
                "ids": {"doi": "10.1016/j.aiopen.2021.01.001", "arxiv": "1812.08434"},
            },
            {
                "title": "N-ary relation extraction using graph state LSTM",
                "authors": "Linfeng Song, Yue Zhang, Zhiguo Wang, Daniel Gildea.",
                "venue": "EMNLP",
                "year": 2018,
                "section": ["Must-read papers", "Survey papers", "Physics"],
            },
            {"title": "Cross-Sentence N-ary Relation Extraction with Graph LSTMs", "venue": "TACL", "year": None},
            {"title": "Discovering objects and their relations", "venue": "ICLR", "track": "Workshop", "year": 2017},
            {
                "title": "VAIN: Attentional Multi-agent Predictive Modeling",
                "venue_raw": "NIPS",
                "venue": "NeurIPS",
                "year": 2017,
                "authors": "Yedid Hoshen.",
            },
        ],
    ),
    Case(
        "paragraphs of hard breaks: title, authors, venue and links, day",
        """\
# Resources
## Introductory Posts

**What are Diffusion Models?** \\
*Lilian Weng* \\
[[Website](https://lilianweng.github.io/lil-log/2021/07/11/diffusion-models.html)] \\
11 Jul 2021

# Papers
### Generation

**Discrete Contrastive Diffusion for Cross-Modal and Conditional Generation** \\
*Ye Zhu, Yu Wu, Kyle Olszewski* \\
arXiv 2022. [[Paper](https://arxiv.org/abs/2206.07771)] [[Github](https://github.com/L-YeZhu/CDCD)] \\
15 Jun 2022

**Classifier-Free Diffusion Guidance** \\
*Jonathan Ho, Tim Salimans* \\
NeurIPS Workshop 2021. [[Paper](https://arxiv.org/abs/2207.12598)] \\
28 Sep 2021

**ILVR: Conditioning Method for Denoising Diffusion Probabilistic Models** \\
*Jooyoung Choi, Sungwon Kim* \\
ICCV 2021 (Oral). [[Paper](https://arxiv.org/abs/2108.02938)] \\
6 Aug 2021
""",
        [
            {
                "title": "What are Diffusion Models?",
                "kind": "resource",
                "section": ["Resources", "Introductory Posts"],
            },
            {
                "title": "Discrete Contrastive Diffusion for Cross-Modal and Conditional Generation",
                "kind": "paper",
                "authors": "Ye Zhu, Yu Wu, Kyle Olszewski",
                "venue": "arXiv",
                "year": 2022,
                "links": [("paper", "https://arxiv.org/abs/2206.07771"), ("code", "https://github.com/L-YeZhu/CDCD")],
            },
            {
                "title": "Classifier-Free Diffusion Guidance",
                "venue": "NeurIPS",
                "track": "Workshop",
                "year": 2021,
            },
            {
                "title": "ILVR: Conditioning Method for Denoising Diffusion Probabilistic Models",
                "venue": "ICCV",
                "track": "Oral",
                "year": 2021,
            },
        ],
    ),
    Case(
        "books, courses, talks: resources with persons behind a dash",
        """\
# Awesome Computer Vision

## Books
#### Computer Vision
* [Computer Vision:  Models, Learning, and Inference](http://www.computervisionmodels.com/) - Simon J. D. Prince 2012
* [Multiple View Geometry in Computer Vision](http://www.robots.ox.ac.uk/~vgg/hzbook/) - Richard Hartley and Andrew Zisserman 2004

## Courses
 * [EENG 512 / CSCI 512 - Computer Vision](http://inside.mines.edu/~whoff/courses/EENG512/) - William Hoff (Colorado School of Mines)
 * [(Convolutional) Neural Networks for Visual Recognition](https://cs231n.github.io/) - Fei-Fei Li, Andrej Karpathy (Stanford University)

## Talks
- [CVPR 2015](http://www.pamitc.org/cvpr15/) - Jun 2015
- [ECCV 2014](http://videolectures.net/eccv2014_zurich/) - Sep 2014
""",
        [
            {
                "title": "Computer Vision: Models, Learning, and Inference",
                "kind": "resource",
                "venue": None,
            },
            {"title": "Multiple View Geometry in Computer Vision", "kind": "resource", "venue": None},
            {"title": "EENG 512 / CSCI 512 - Computer Vision", "kind": "resource"},
            {"title": "(Convolutional) Neural Networks for Visual Recognition", "kind": "resource"},
            {"title": "CVPR 2015", "kind": "resource", "venue": None},
            {"title": "ECCV 2014", "kind": "resource", "venue": None},
        ],
    ),
    Case(
        "bold title, venue, year after a comma; authors joined by and",
        """\
## Problems
### Graph Matching

1. **Revised Note on Learning Algorithms for Quadratic Assignment** Arxiv, 2017. [paper](https://arxiv.org/pdf/1706.07450.pdf), [code](https://github.com/alexnowakvila/QAP_pt)

    *Nowak, Alex and Villar, Soledad and Bandeira, S. Afonso and Bruna, Joan*

4. **Attention, Learn to Solve Routing Problems!** ICLR, 2019. [paper](https://arxiv.org/abs/1803.08475)

    *Kool, Wouter and Van Hoof, Herke and Welling, Max.*

4. **Smart Resource Allocation for Mobile Edge Computing** IEEE Transactions on Emerging Topics in Computing, 2019. [Paper](https://ieeexplore.ieee.org/abstract/document/8657791)

    *Jiadai; Lei Zhao; Jiajia Liu; Nei Kato*

8. **A Generalized Algorithm for Online 3D Bin-Packing.** AAAI Workshop, 2020. [paper](https://arxiv.org/abs/2007.00463)

    *Verma, Richa and Singhal, Aniruddha*

1. **SimGNN - A Neural Network Approach to Fast Graph Similarity Computation** WSDM, 2019. [paper](https://arxiv.org/abs/1808.05689)

    *Bai, Yunsheng and Ding, Hao*
""",
        [
            {
                "title": "Revised Note on Learning Algorithms for Quadratic Assignment",
                "authors": "Nowak, Alex and Villar, Soledad and Bandeira, S. Afonso and Bruna, Joan",
                "venue": "arXiv",
                "year": 2017,
            },
            {"title": "Attention, Learn to Solve Routing Problems!", "venue": "ICLR", "year": 2019},
            {
                "title": "Smart Resource Allocation for Mobile Edge Computing",
                "venue_raw": "IEEE Transactions on Emerging Topics in Computing",
                "year": 2019,
                "authors": "Jiadai; Lei Zhao; Jiajia Liu; Nei Kato",
                "ids": {"ieee": "8657791"},
            },
            {
                "title": "A Generalized Algorithm for Online 3D Bin-Packing",
                "venue": "AAAI",
                "track": "Workshop",
                "year": 2020,
            },
            {
                "title": "SimGNN - A Neural Network Approach to Fast Graph Similarity Computation",
                "venue": "WSDM",
                "year": 2019,
            },
        ],
    ),
    Case(
        "news of the week are none; linked bold titles, authors in italics, star badges",
        """\
# Long Context Papers

# 📢 News

## Week Papers

- **[2025.02.07]**
    - Paper: [CAKE: Cascading and Adaptive KV Cache Eviction](https://openreview.net/forum?id=EQgEMAD4kv) ICLR 2025

# 📜 Papers

> You can directly click on the title to jump to the PDF

## 1. Survey Papers

1. [**Efficient Transformers: A Survey.**](https://arxiv.org/abs/2009.06732) *Yi Tay, Mostafa Dehghani, Dara Bahri, Donald Metzler.* ACM Computing Surveys 2022

2. [**Blockwise selfattention for long document understanding.**](https://arxiv.org/abs/1911.02972) *Jiezhong Qiu, Hao Ma, Omer Levy.* EMNLP 2020

      [![GitHub Repo stars](https://img.shields.io/github/stars/xptree/BlockBERT)](https://github.com/xptree/BlockBERT)

3. [**Big Bird: Transformers for Longer Sequences.**](https://arxiv.org/abs/2007.14062) *Manzil Zaheer, Guru Guruganesh.* NeurIPS 2020   [![GitHub Repo stars](https://img.shields.io/github/stars/google-research/bigbird)](https://github.com/google-research/bigbird)

## 10. Blogs

1. [**Extending Context is Hard…but not Impossible†.**](https://kaiokendev.github.io/context) *kaiokendev.* 2023.
""",
        [
            {
                "title": "Efficient Transformers: A Survey",
                "authors": "Yi Tay, Mostafa Dehghani, Dara Bahri, Donald Metzler.",
                "venue_raw": "ACM Computing Surveys",
                "venue": "CSUR",
                "year": 2022,
                "section": ["📜 Papers", "1. Survey Papers"],
            },
            {
                "title": "Blockwise selfattention for long document understanding",
                "venue": "EMNLP",
                "links": [
                    ("paper", "https://arxiv.org/abs/1911.02972"),
                    ("code", "https://github.com/xptree/BlockBERT"),
                ],
            },
            {
                "title": "Big Bird: Transformers for Longer Sequences",
                "links": [
                    ("paper", "https://arxiv.org/abs/2007.14062"),
                    ("code", "https://github.com/google-research/bigbird"),
                ],
            },
            {"title": "Extending Context is Hard…but not Impossible†", "kind": "resource"},
        ],
    ),
    Case(
        "contents under a set-off heading that all sections follow",
        """\
# Databases and learning

Table of Contents
=================
- [System](#system)
- [Index](#index)

## System
* Database Learning: Toward a Database that Becomes Smarter (SIGMOD 2017)
* UDO: Universal Database Optimization using Reinforcement Learning (arXiv 2021) [Source Code](https://github.com/jxiw/UDO)

## Index
* The Case for Learned Index Structures (SIGMOD 2018)
""",
        [
            {
                "title": "Database Learning: Toward a Database that Becomes Smarter",
                "venue": "SIGMOD",
                "year": 2017,
                "kind": "paper",
            },
            {
                "title": "UDO: Universal Database Optimization using Reinforcement Learning",
                "venue": "arXiv",
                "links": [("code", "https://github.com/jxiw/UDO")],
            },
            {"title": "The Case for Learned Index Structures", "venue": "SIGMOD", "year": 2018},
        ],
    ),
    Case(
        "headings that link the paper, venue on its own line, notes numbered",
        """\
# Patch attacks

## Changelog
- <u>03/2022</u>: **released the [leaderboard](https://github.com/a/leaderboard)!!**

## Attacks

#### [Accessorize to a Crime: Real and Stealthy Attacks](https://dl.acm.org/doi/10.1145/2976749.2978392)

CCS 2016

1. uses "adversarial glasses" to fool face recognition models

#### [Adversarial Patch](https://arxiv.org/abs/1712.09665)

arXiv 1712; NeurIPS workshop 2017

1. **The first paper** that explicitly introduces the concept

#### [Inconspicuous Adversarial Patches for Fooling Image Recognition](https://arxiv.org/abs/2106.15202)

arXiv 2106

1. small perturbations

#### [Generate (non-software) Bugs to Fool Classifiers](https://arxiv.org/abs/1911.08644)

AAAI 2020

#### [Clipped BagNet: Defending Against Sticker Attacks](https://ieeexplore.ieee.org/document/9283860)

IEEE S&P Workshop on Deep Learning Security 2020

1. **Certified defense**; clip BagNet features

#### [Certified Patch Robustness via Smoothed Vision Transformers](https://arxiv.org/abs/2110.07719)

arXiv 2110; CVPR 2022

1. **Certified defense.**
""",
        [
            {
                "title": "Accessorize to a Crime: Real and Stealthy Attacks",
                "venue": "CCS",
                "year": 2016,
                "section": ["Patch attacks", "Attacks"],
            },
            {"title": "Adversarial Patch", "year": 2017, "track": "Workshop"},
            {"title": "Inconspicuous Adversarial Patches for Fooling Image Recognition", "venue": "arXiv"},
            {"title": "Generate (non-software) Bugs to Fool Classifiers", "venue": "AAAI", "year": 2020},
            {"title": "Clipped BagNet: Defending Against Sticker Attacks", "year": 2020, "track": "Workshop"},
            {
                "title": "Certified Patch Robustness via Smoothed Vision Transformers",
                "venue": "CVPR",
                "year": 2022,
            },
        ],
    ),
    Case(
        "the venue is the label of a leading link",
        """\
## 3D Detection
#### Before 2022
- [[AAAI2022](https://arxiv.org/abs/2112.09205v1)] AFDetV2: Rethinking the Necessity of the Second Stage
- [[Arxiv](https://arxiv.org/abs/2112.06375v1)] Embracing Single Stride 3D Object Detector [[github](https://github.com/TuSimple/SST)]
- [[3DV2021](https://arxiv.org/abs/2112.01135v1)] Open-set 3D Object Detection
- [[ICCVW2021](https://arxiv.org/abs/2110.00464v1)] MonoCInIS: Camera Independent Monocular 3D Object Detection
- [[ACMMM2021](https://arxiv.org/abs/2108.03648v1)] From Voxel to Point: IoU-guided 3D Object Detection
- [[TPAMI](https://arxiv.org/abs/2104.08797)] MonoGRNet: A General Framework
- [[CVPR2018](http://openaccess.thecvf.com/content_cvpr_2018/papers/Zhou_VoxelNet_End-to-End_Learning_CVPR_2018_paper.pdf)] VoxelNet: End-to-End Learning for Point Cloud [[tensorflow](https://github.com/tsinghua-rll/VoxelNet-tensorflow)] :fire::star:

## Tools
- [[Github](https://github.com/facebookresearch/pytorch3d)] PyTorch3D [[Document](https://pytorch3d.org/)] :star:
""",
        [
            {
                "title": "AFDetV2: Rethinking the Necessity of the Second Stage",
                "venue": "AAAI",
                "year": 2022,
                "alias": None,
                "links": [("paper", "https://arxiv.org/abs/2112.09205v1")],
            },
            {
                "title": "Embracing Single Stride 3D Object Detector",
                "venue": "arXiv",
                "links": [
                    ("paper", "https://arxiv.org/abs/2112.06375v1"),
                    ("code", "https://github.com/TuSimple/SST"),
                ],
            },
            {"title": "Open-set 3D Object Detection", "venue": "3DV", "year": 2021},
            {
                "title": "MonoCInIS: Camera Independent Monocular 3D Object Detection",
                "venue": "ICCVW",
                "year": 2021,
            },
            {
                "title": "From Voxel to Point: IoU-guided 3D Object Detection",
                "venue_raw": "ACMMM",
                "venue": "ACM MM",
                "year": 2021,
            },
            {"title": "MonoGRNet: A General Framework", "venue": "TPAMI"},
            {"title": "VoxelNet: End-to-End Learning for Point Cloud", "venue": "CVPR", "year": 2018},
            {"title": "PyTorch3D", "alias": None},
        ],
    ),
    Case(
        "the venue links the paper, tags in code behind, year of the heading",
        """\
# Point cloud analysis
---
## 2017
- [[CVPR](http://openaccess.thecvf.com/content_cvpr_2017/papers/Qi_PointNet_Deep_Learning_CVPR_2017_paper.pdf)] PointNet: Deep Learning on Point Sets. [[tensorflow](https://github.com/charlesq34/pointnet)][[pytorch](https://github.com/fxia22/pointnet.pytorch)] [__`cls.`__ __`seg.`__] :fire: :star:
- [[ICRA](https://arxiv.org/pdf/1609.06666.pdf)] Vote3Deep: Fast Object Detection in 3D Point Clouds. [[code](https://github.com/lijiannuist/x)] [__`det.`__ __`aut.`__]

---
## Datasets

- [[KITTI](http://www.cvlibs.net/datasets/kitti/)] The KITTI Vision Benchmark Suite. [__`det.`__]
- [[ModelNet](http://modelnet.cs.princeton.edu/)] The Princeton ModelNet . [__`cls.`__]
""",
        [
            {
                "title": "PointNet: Deep Learning on Point Sets",
                "venue": "CVPR",
                "venue_source": "entry",
                "year": 2017,
                "year_source": "section",
            },
            {"title": "Vote3Deep: Fast Object Detection in 3D Point Clouds", "venue": "ICRA", "year": 2017},
            {"title": "KITTI", "kind": "dataset", "links": [("data", "http://www.cvlibs.net/datasets/kitti/")]},
            {"title": "ModelNet", "kind": "dataset"},
        ],
    ),
    Case(
        "bold title, year in parentheses, abbreviated authors; comments between",
        """\
### Understanding
- **Distilling the knowledge in a neural network** (2015), G. Hinton et al. [[pdf]](http://arxiv.org/pdf/1503.02531)
- **How transferable are features in deep neural networks?** (2014), J. Yosinski et al. [[pdf]](http://papers.nips.cc/paper/5347-how-transferable-are-features-in-deep-neural-networks.pdf)
- **Visualizing and understanding convolutional networks**(2014), M. Zeiler and R. Fergus [[pdf]](http://arxiv.org/pdf/1311.2901)

<!---[Key researchers]  [Geoffrey Hinton](https://scholar.google.ca/citations?user=JicYPdAAAAAJ) -->

### Optimization
- **Random search for hyper-parameter optimization** (2012) J. Bergstra and Y. Bengio [[pdf]](http://www.jmlr.org/papers/volume13/bergstra12a/bergstra12a)
- Long short-term memory (1997), S. Hochreiter and J. Schmidhuber. [[pdf]](http://www.mitpressjournals.org/doi/pdfplus/10.1162/neco.1997.9.8.1735)
- [1998] Gradient-based learning applied to document recognition, Y. LeCun et al. [[pdf]](http://yann.lecun.com/exdb/publis/pdf/lecun-01a.pdf)
""",
        [
            {"title": "Distilling the knowledge in a neural network", "authors": "G. Hinton et al", "year": 2015},
            {"title": "How transferable are features in deep neural networks?", "year": 2014},
            {
                "title": "Visualizing and understanding convolutional networks",
                "authors": "M. Zeiler and R. Fergus",
                "year": 2014,
            },
            {
                "title": "Random search for hyper-parameter optimization",
                "authors": "J. Bergstra and Y. Bengio",
                "year": 2012,
                "ids": {"jmlr": "v13/bergstra12a"},
            },
            {
                "title": "Long short-term memory",
                "authors": "S. Hochreiter and J. Schmidhuber",
                "year": 1997,
                "ids": {"doi": "10.1162/neco.1997.9.8.1735"},
            },
            {
                "title": "Gradient-based learning applied to document recognition",
                "authors": "Y. LeCun et al",
                "year": 1998,
            },
        ],
    ),
    Case(
        "bold alias, quoted title, venue and month in italics",
        """\
## Reasoning

* "Robot Learning in the Era of Foundation Models: A Survey", *arXiv, Nov 2023*, [[Paper](https://arxiv.org/abs/2311.14379)]
* **AutoRT**: "Embodied Foundation Models for Large Scale Orchestration", *arXiv, Jan 2024*. [[Paper](https://auto-rt.github.io/static/pdf/AutoRT.pdf)] [[Website](https://auto-rt.github.io/)]
* **[LLaRP]** "Large Language Models as Generalizable Policies", *arXiv, Oct 2023*.
[[Paper](https://arxiv.org/abs/2310.17722)] [[Website](https://llm-rl.github.io)]
 * **SayPlan**: "Grounding Large Language Models using 3D Scene Graphs", *Conference on Robot Learning (CoRL), Nov 2023*. [[Paper](https://arxiv.org/abs/2307.06135)]
 * **Code-As-Policies**: "Code as Policies: Language Model Programs for Embodied Control", *arXiv, Sept 2022*. [[Paper](https://arxiv.org/abs/2209.07753)]  [[Colab](https://github.com/google-research/google-research/tree/master/code_as_policies)]
 * **LLM+P**:"LLM+P: Empowering Large Language Models with Optimal Planning", *arXiv, Apr 2023*, [[Paper](https://arxiv.org/abs/2304.11477)] [[Code](https://github.com/Cranial-XIX/llm-pddl)]
* **CortexBench** "Where are we in the search for an Artificial Visual Cortex?" *arXiv, Mar 2023*. [[Paper](https://arxiv.org/abs/2303.18240)]
""",
        [
            {
                "title": "Robot Learning in the Era of Foundation Models: A Survey",
                "alias": None,
                "authors": None,
                "venue": "arXiv",
                "year": 2023,
            },
            {
                "title": "Embodied Foundation Models for Large Scale Orchestration",
                "alias": "AutoRT",
                "authors": None,
                "venue": "arXiv",
                "year": 2024,
            },
            {
                "title": "Large Language Models as Generalizable Policies",
                "alias": "LLaRP",
                "links": [("paper", "https://arxiv.org/abs/2310.17722"), ("project", "https://llm-rl.github.io")],
            },
            {
                "title": "Grounding Large Language Models using 3D Scene Graphs",
                "alias": "SayPlan",
                "venue": "CoRL",
                "year": 2023,
            },
            {
                "title": "Code as Policies: Language Model Programs for Embodied Control",
                "alias": "Code-As-Policies",
                "authors": None,
                "links": [
                    ("paper", "https://arxiv.org/abs/2209.07753"),
                    (
                        "demo",
                        "https://github.com/google-research/google-research/tree/master/code_as_policies",
                    ),
                ],
            },
            {
                "title": "LLM+P: Empowering Large Language Models with Optimal Planning",
                "alias": "LLM+P",
                "venue": "arXiv",
            },
            {
                "title": "Where are we in the search for an Artificial Visual Cortex?",
                "alias": "CortexBench",
                "authors": None,
            },
        ],
    ),
    Case(
        "data sets: name, colon, links; a table whose first column links them",
        """\
### Image Enhancement
- EUVP dataset: [Data](http://irvlab.cs.umn.edu/resources/euvp-dataset), [Paper](https://arxiv.org/abs/1903.09766), [Code](https://github.com/xahidbuffon/funie-gan). (Paired and unpaired data)
- RUIE benchmark: [Data](https://github.com/dlut-dimt/RUIE), [Paper](https://arxiv.org/abs/1901.05320).
- Jamaica Port Royal: [Data](https://github.com/kskin/WaterGAN/), [Paper](https://arxiv.org/abs/1702.07392).

### Super-Resolution
| Dataset  | Resource   | Other Information |
|:------------------------|:---------------------|:---------------------|
| [USR-248](http://irvlab.cs.umn.edu/resources/usr-248-dataset) | [Paper.](https://arxiv.org/abs/1909.09437) [Code.](https://github.com/xahidbuffon/srdrm). | 2x, 4x, and 8x SISR models |
""",
        [
            {
                "title": "EUVP dataset",
                "links": [
                    ("data", "http://irvlab.cs.umn.edu/resources/euvp-dataset"),
                    ("paper", "https://arxiv.org/abs/1903.09766"),
                    ("code", "https://github.com/xahidbuffon/funie-gan"),
                ],
            },
            {"title": "RUIE benchmark"},
            {"title": "Jamaica Port Royal"},
            {
                "title": "USR-248",
                "kind": "dataset",
                "links": [
                    ("data", "http://irvlab.cs.umn.edu/resources/usr-248-dataset"),
                    ("paper", "https://arxiv.org/abs/1909.09437"),
                    ("code", "https://github.com/xahidbuffon/srdrm"),
                ],
            },
        ],
    ),
    Case(
        "a title paragraph, then a paragraph of links",
        """\
# Adversarial nets

## First paper

:heavy_check_mark: [Generative Adversarial Nets]

[[Paper]](https://arxiv.org/abs/1406.2661)
[[Code]](https://github.com/goodfeli/adversarial)(the first paper about GAN)

## Image Translation

:heavy_check_mark: [UNSUPERVISED CROSS-DOMAIN IMAGE GENERATION]

[[Paper]](https://openreview.net/pdf?id=Sk2Im59ex)[[Code]](https://github.com/yunjey/dtn-tensorflow)

:heavy_check_mark: [Image-to-image translation using conditional adversarial nets]

[[Paper]](https://arxiv.org/pdf/1611.07004v1.pdf)[[Code]](https://github.com/phillipi/pix2pix)
""",
        [
            {
                "title": "Generative Adversarial Nets",
                "section": ["Adversarial nets", "First paper"],
                "links": [
                    ("paper", "https://arxiv.org/abs/1406.2661"),
                    ("code", "https://github.com/goodfeli/adversarial"),
                ],
            },
            {"title": "UNSUPERVISED CROSS-DOMAIN IMAGE GENERATION"},
            {
                "title": "Image-to-image translation using conditional adversarial nets",
                "section": ["Adversarial nets", "Image Translation"],
            },
        ],
    ),
    Case(
        "citations as APA, IEEE and ACM write them",
        """\
## Reading list
- Vaswani, A., Shazeer, N., Parmar, N., ... & Polosukhin, I. (2017). Attention is all you need. Advances in neural information processing systems, 30. [[PDF](https://arxiv.org/abs/1706.03762)]
- Card, S. K., Moran, T. P., & Newell, A. (1980). The keystroke-level model for user performance time. Communications of the ACM, 23(7), 396-410. https://doi.org/10.1145/358886.358895
- A. Krizhevsky, I. Sutskever, and G. E. Hinton, "ImageNet classification with deep convolutional neural networks," in *Proc. NIPS*, 2012, pp. 1097–1105. [PDF](https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks.pdf)
- S. Hochreiter and J. Schmidhuber, “Long short-term memory,” *Neural Computation*, vol. 9, no. 8, pp. 1735–1780, 1997. [DOI](https://doi.org/10.1162/neco.1997.9.8.1735)
- O. Ronneberger, P. Fischer, and T. Brox. U-Net: Convolutional Networks for Biomedical Image Segmentation. In MICCAI, 2015. [[arXiv]](https://arxiv.org/abs/1505.04597)
- Jeffrey Heer and Michael Bostock. 2010. [Crowdsourcing graphical perception](https://doi.org/10.1145/1753326.1753357). CHI '10.
""",
        [
            {"title": "Attention is all you need", "venue": "NeurIPS", "year": 2017},
            {"title": "The keystroke-level model for user performance time", "venue": "CACM", "year": 1980},
            {
                "title": "ImageNet classification with deep convolutional neural networks",
                "authors": "A. Krizhevsky, I. Sutskever, and G. E. Hinton",
                "venue_raw": "NIPS",
                "year": 2012,
            },
            {"title": "Long short-term memory", "venue": "Neural Computation", "year": 1997},
            {
                "title": "U-Net: Convolutional Networks for Biomedical Image Segmentation",
                "authors": "O. Ronneberger, P. Fischer, and T. Brox",
                "venue": "MICCAI",
                "year": 2015,
            },
            {
                "title": "Crowdsourcing graphical perception",
                "authors": "Jeffrey Heer and Michael Bostock",
                "venue": "CHI",
                "year": 2010,
            },
        ],
    ),
    Case(
        "badges as links on lines of their own, in details by year",
        """\
## Generation

<details open>
<summary>2024</summary>

+ **Snap Video: Scaled Spatiotemporal Transformers for Text-to-Video Synthesis** (Feb., 2024)  
  [![Star](https://img.shields.io/github/stars/snap-research/snapvideo.svg?style=social&label=Star)](https://github.com/snap-research/snapvideo)
  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://arxiv.org/abs/2402.14797)
  [![Website](https://img.shields.io/badge/Website-9cf)](https://snap-research.github.io/snapvideo/)

</details>

<details>
<summary><b>2023</b></summary>

<table>
  <thead>
    <tr><th>Paper</th><th>Date</th><th>Code</th></tr>
  </thead>
  <tbody>
  <tr>
    <td><b>Align your Latents: High-Resolution Video Synthesis</b><br>
    <i>Andreas Blattmann, Robin Rombach, Huan Ling</i><br>
    <a href="https://arxiv.org/abs/2304.08818">paper</a> | <a href="https://research.nvidia.com/labs/toronto-ai/VideoLDM/">project</a></td>
    <td>CVPR 2023</td>
    <td>-</td>
  </tr>
  </tbody>
</table>

</details>

## Restoration
<ul>
<li><a href="https://arxiv.org/abs/2104.13371">BasicVSR++: Improving Video Super-Resolution</a>, CVPR 2022 [<a href="https://github.com/ckkelvinchan/BasicVSR_PlusPlus">code</a>]</li>
<li><b>EDVR: Video Restoration with Enhanced Deformable Networks</b> (CVPRW 2019) <a href="https://arxiv.org/abs/1905.02716">[paper]</a></li>
</ul>
""",
        [
            {
                "title": "Snap Video: Scaled Spatiotemporal Transformers for Text-to-Video Synthesis",
                "section": ["Generation", "2024"],
                "year": 2024,
                "links": [
                    ("code", "https://github.com/snap-research/snapvideo"),
                    ("paper", "https://arxiv.org/abs/2402.14797"),
                    ("project", "https://snap-research.github.io/snapvideo/"),
                ],
            },
            {
                "title": "Align your Latents: High-Resolution Video Synthesis",
                "section": ["Generation", "2023"],
                "authors": "Andreas Blattmann, Robin Rombach, Huan Ling",
                "venue": "CVPR",
                "year": 2023,
            },
            {
                "title": "BasicVSR++: Improving Video Super-Resolution",
                "venue": "CVPR",
                "year": 2022,
                "links": [
                    ("paper", "https://arxiv.org/abs/2104.13371"),
                    ("code", "https://github.com/ckkelvinchan/BasicVSR_PlusPlus"),
                ],
            },
            {
                "title": "EDVR: Video Restoration with Enhanced Deformable Networks",
                "venue": "CVPRW",
                "year": 2019,
                "links": [("paper", "https://arxiv.org/abs/1905.02716")],
            },
        ],
    ),
    Case(
        "one details block per paper",
        """\
## Editing

<details>
<summary><b>TokenFlow: Consistent Diffusion Features for Consistent Video Editing</b> (ICLR 2024)</summary>

Abstract: The generative AI revolution has recently expanded to videos.

[Paper](https://arxiv.org/abs/2307.10373) | [Code](https://github.com/omerbt/TokenFlow)
</details>

<details>
<summary><b>FateZero: Fusing Attentions for Zero-shot Text-based Video Editing</b> (ICCV 2023)</summary>

[Paper](https://arxiv.org/abs/2303.09535) | [Code](https://github.com/ChenyangQiQi/FateZero)
</details>
""",
        [
            {
                "title": "TokenFlow: Consistent Diffusion Features for Consistent Video Editing",
                "venue": "ICLR",
                "year": 2024,
                "section": ["Editing"],
                "links": [
                    ("paper", "https://arxiv.org/abs/2307.10373"),
                    ("code", "https://github.com/omerbt/TokenFlow"),
                ],
            },
            {
                "title": "FateZero: Fusing Attentions for Zero-shot Text-based Video Editing",
                "venue": "ICCV",
                "year": 2023,
            },
        ],
    ),
    Case(
        "Japanese: keyed sub-items and a table",
        """\
# 論文まとめ

## 目次
- [画像認識](#画像認識)

## 画像認識
### 2020年
- [An Image is Worth 16x16 Words](https://arxiv.org/abs/2010.11929) (ICLR 2021)
  - 著者: Alexey Dosovitskiy, Lucas Beyer, Alexander Kolesnikov
  - 実装: https://github.com/google-research/vision_transformer
  - 概要: 画像をパッチに分割する。

## 自然言語処理

| 論文 | 会議 | 年 | リンク | 備考 |
|---|---|---|---|---|
| Attention Is All You Need | NIPS | 2017 | [論文](https://arxiv.org/abs/1706.03762) [実装](https://github.com/tensorflow/tensor2tensor) [解説](https://deeplearning.hatenablog.com/entry/transformer) | 原論文 |

## データセット
- [JSUT](https://sites.google.com/site/shinnosuketakamichi/publication/jsut): 日本語音声コーパス

## 謝辞
- [someone](https://github.com/someone)さんに感謝します。
""",
        [
            {
                "title": "An Image is Worth 16x16 Words",
                "section": ["論文まとめ", "画像認識", "2020年"],
                "authors": "Alexey Dosovitskiy, Lucas Beyer, Alexander Kolesnikov",
                "venue": "ICLR",
                "year": 2021,
                "links": [
                    ("paper", "https://arxiv.org/abs/2010.11929"),
                    ("code", "https://github.com/google-research/vision_transformer"),
                ],
            },
            {
                "title": "Attention Is All You Need",
                "venue_raw": "NIPS",
                "year": 2017,
                "notes": "原論文",
                "links": [
                    ("paper", "https://arxiv.org/abs/1706.03762"),
                    ("code", "https://github.com/tensorflow/tensor2tensor"),
                    ("blog", "https://deeplearning.hatenablog.com/entry/transformer"),
                ],
            },
            {"title": "JSUT", "kind": "dataset"},
        ],
    ),
    Case(
        "Korean: a numbered table and bold year-venue prefixes",
        """\
# 논문 리뷰 목록

| 번호 | 제목 | 학회 | 논문 | 코드 | 리뷰 |
|:--:|:--|:--:|:--:|:--:|:--:|
| 1 | Generative Adversarial Networks | NeurIPS 2014 | [논문](https://arxiv.org/abs/1406.2661) | [코드](https://github.com/goodfeli/adversarial) | [블로그](https://velog.io/@x/gan) |
| 3 | Score-Based Generative Modeling through SDEs | ICLR 2021 | [논문](https://arxiv.org/abs/2011.13456) | 없음 | [영상](https://youtu.be/L9ZegT87QK8) |

## 음성
- **[2021 ICASSP]** FastSpeech 2 [[논문]](https://arxiv.org/abs/2006.04558) [[코드]](https://github.com/ming024/FastSpeech2)
- (2022, ICML) YourTTS: Towards Zero-Shot Multi-Speaker TTS [[논문]](https://arxiv.org/abs/2112.02418)
""",
        [
            {
                "title": "Generative Adversarial Networks",
                "venue": "NeurIPS",
                "year": 2014,
                "links": [
                    ("paper", "https://arxiv.org/abs/1406.2661"),
                    ("code", "https://github.com/goodfeli/adversarial"),
                    ("blog", "https://velog.io/@x/gan"),
                ],
            },
            {
                "title": "Score-Based Generative Modeling through SDEs",
                "venue": "ICLR",
                "unavailable": ["code"],
                "links": [("paper", "https://arxiv.org/abs/2011.13456"), ("video", "https://youtu.be/L9ZegT87QK8")],
            },
            {"title": "FastSpeech 2", "venue": "ICASSP", "year": 2021},
            {"title": "YourTTS: Towards Zero-Shot Multi-Speaker TTS", "venue": "ICML", "year": 2022},
        ],
    ),
    Case(
        "Spanish: dashes, middle dots, y between names",
        """\
# Artículos sobre aprendizaje profundo

## Índice
- [Visión](#visión)

## Visión

* **Deep Residual Learning for Image Recognition** — Kaiming He, Xiangyu Zhang y Jian Sun. CVPR, 2016. [Artículo](https://arxiv.org/abs/1512.03385) · [Código](https://github.com/KaimingHe/deep-residual-networks)
* **Aprendizaje profundo para la detección de enfermedades** — M. García y J. Pérez. Revista Iberoamericana de IA, 2021. [Artículo](https://doi.org/10.4114/intartif.vol24iss67pp1-10) · Código no disponible

## Conjuntos de datos
| Nombre | Año | Enlace | Descripción |
|---|---|---|---|
| ImageNet | 2009 | [Descargar](https://www.image-net.org/download) | 14 millones de imágenes |

## Contribuir
Por favor lee la [guía](CONTRIBUTING.md) antes.
""",
        [
            {
                "title": "Deep Residual Learning for Image Recognition",
                "authors": "Kaiming He, Xiangyu Zhang y Jian Sun",
                "venue": "CVPR",
                "year": 2016,
                "links": [
                    ("paper", "https://arxiv.org/abs/1512.03385"),
                    ("code", "https://github.com/KaimingHe/deep-residual-networks"),
                ],
            },
            {
                "title": "Aprendizaje profundo para la detección de enfermedades",
                "authors": "M. García y J. Pérez",
                "venue": "Revista Iberoamericana de IA",
                "year": 2021,
                "unavailable": ["code"],
            },
            {
                "title": "ImageNet",
                "kind": "dataset",
                "year": 2009,
                "links": [("data", "https://www.image-net.org/download")],
            },
        ],
    ),
    Case(
        "daily table: bold cells, number as label, null for no code",
        """\
## Updated on 2024.01.09
> Usage instructions: [here](./docs/README.md#usage)

<details>
  <summary>Table of Contents</summary>
  <ol>
    <li><a href=#slam>SLAM</a></li>
  </ol>
</details>

## SLAM

|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2024-01-05**|**Amplifying Key Cues for Human-Object-Interaction Detection**|Yang Liu et.al.|[2401.03189](http://arxiv.org/abs/2401.03189)|null|
|**2023-12-30**|**LEAP-VO: Long-term Effective Any Point Tracking**|Weirong Chen et.al.|[2401.01887](http://arxiv.org/abs/2401.01887)|**[link](https://github.com/chiaki530/leapvo)**|

<p align=right>(<a href=#updated-on-20240109>back to top</a>)</p>
""",
        [
            {
                "title": "Amplifying Key Cues for Human-Object-Interaction Detection",
                "authors": "Yang Liu et.al.",
                "year": 2024,
                "unavailable": ["code"],
                "section": ["SLAM"],
                "ids": {"arxiv": "2401.03189"},
            },
            {
                "title": "LEAP-VO: Long-term Effective Any Point Tracking",
                "year": 2023,
                "links": [
                    ("paper", "http://arxiv.org/abs/2401.01887"),
                    ("code", "https://github.com/chiaki530/leapvo"),
                ],
            },
        ],
    ),
    Case(
        "venues as people write them",
        """\
## Papers
- Large-scale Cluster Management at Google with Borg (EuroSys '15) [[paper](https://dl.acm.org/doi/10.1145/2741948.2741964)]
- The Chubby Lock Service for Loosely-Coupled Distributed Systems, OSDI 2006 [pdf](https://static.googleusercontent.com/media/chubby-osdi06.pdf)
- Spectre Attacks: Exploiting Speculative Execution. IEEE S&P 2019. [paper](https://spectreattack.com/spectre.pdf)
- Unsupervised Data Augmentation for Consistency Training. Findings of EMNLP 2020 [paper](https://arxiv.org/abs/1904.12848)
- Language Models are Few-Shot Learners (NeurIPS 2020, Best Paper) [paper](https://arxiv.org/abs/2005.14165)
- Highly accurate protein structure prediction with AlphaFold (Nature, 2021) [paper](https://www.nature.com/articles/s41586-021-03819-2)
- The Pile: An 800GB Dataset of Diverse Text (arXiv, Dec 2020) [paper](https://arxiv.org/abs/2101.00027)
- Masked Autoencoders Are Scalable Vision Learners (CVPR 2022 **Oral**) [paper](https://arxiv.org/abs/2111.06377)
- VOS: Learning What You Don't Know (under review at ICLR 2022) [paper](https://openreview.net/forum?id=TW7d65uYu5M)
- LAION-5B: An open large-scale dataset (NeurIPS 2022 Datasets and Benchmarks Track) [paper](https://arxiv.org/abs/2210.08402)
- nnU-Net: a self-configuring method for segmentation (Nature Methods 2021) [paper](https://www.nature.com/articles/s41592-020-01008-z)
- SimCSE: Simple Contrastive Learning of Sentence Embeddings (EMNLP'2021) [paper](https://arxiv.org/abs/2104.08821)
- Conformer: Convolution-augmented Transformer (INTERSPEECH-2020) [paper](https://arxiv.org/abs/2005.08100)
- AdaBins: Depth Estimation Using Adaptive Bins (CVPR21) [paper](https://arxiv.org/abs/2011.14141)
""",
        [
            {
                "title": "Large-scale Cluster Management at Google with Borg",
                "venue": "EuroSys",
                "year": 2015,
                "ids": {"doi": "10.1145/2741948.2741964"},
            },
            {
                "title": "The Chubby Lock Service for Loosely-Coupled Distributed Systems",
                "venue": "OSDI",
                "year": 2006,
            },
            {"title": "Spectre Attacks: Exploiting Speculative Execution", "venue": "S&P", "year": 2019},
            {
                "title": "Unsupervised Data Augmentation for Consistency Training",
                "venue": "EMNLP",
                "venue_raw": "EMNLP",
                "track": "Findings",
                "year": 2020,
            },
            {"title": "Language Models are Few-Shot Learners", "venue": "NeurIPS", "year": 2020},
            {
                "title": "Highly accurate protein structure prediction with AlphaFold",
                "venue": "Nature",
                "year": 2021,
                "ids": {"doi": "10.1038/s41586-021-03819-2"},
            },
            {"title": "The Pile: An 800GB Dataset of Diverse Text", "kind": "paper", "venue": "arXiv", "year": 2020},
            {
                "title": "Masked Autoencoders Are Scalable Vision Learners",
                "venue": "CVPR",
                "track": "Oral",
                "year": 2022,
            },
            {
                "title": "VOS: Learning What You Don't Know",
                "status": "under-review",
                "venue": "ICLR",
                "year": 2022,
            },
            {"title": "LAION-5B: An open large-scale dataset", "venue": "NeurIPS", "year": 2022},
            {
                "title": "nnU-Net: a self-configuring method for segmentation",
                "venue": "Nature Methods",
                "year": 2021,
            },
            {
                "title": "SimCSE: Simple Contrastive Learning of Sentence Embeddings",
                "venue": "EMNLP",
                "year": 2021,
            },
            {
                "title": "Conformer: Convolution-augmented Transformer",
                "venue": "Interspeech",
                "venue_raw": "INTERSPEECH",
                "year": 2020,
            },
            {"title": "AdaBins: Depth Estimation Using Adaptive Bins", "venue": "CVPR", "year": 2021},
        ],
    ),
    Case(
        "pipes and dashes around titles; year or venue first",
        """\
## Pipes
- 2021 | Swin Transformer: Hierarchical Vision Transformer | Liu et al. | ICCV | [PDF](https://arxiv.org/abs/2103.14030) | [Code](https://github.com/microsoft/Swin-Transformer)
- 2020 | Training data-efficient image transformers | Touvron et al. | ICML | [PDF](https://arxiv.org/abs/2012.12877) | [Code](https://github.com/facebookresearch/deit)

## Mixed
* `CVPR2020` | **Momentum Contrast for Unsupervised Visual Representation Learning** | [[paper](https://arxiv.org/abs/1911.05722)] [[code](https://github.com/facebookresearch/moco)]
* NeurIPS'20 - Big Self-Supervised Models are Strong Semi-Supervised Learners - [Paper](https://arxiv.org/abs/2006.10029)
* **ICCV-2021**, An Empirical Study of Training Self-Supervised Vision Transformers, [[PDF]](https://arxiv.org/abs/2104.02057)
* (ICLR 2022) [BEiT: BERT Pre-Training of Image Transformers](https://arxiv.org/abs/2106.08254) - Hangbo Bao, Li Dong, Furu Wei
* *Barlow Twins: Self-Supervised Learning via Redundancy Reduction* (ICML 2021): [paper](https://arxiv.org/abs/2103.03230), [code](https://github.com/facebookresearch/barlowtwins)
* Exploring Simple Siamese Representation Learning. Xinlei Chen, Kaiming He. CVPR 2021. [arXiv:2011.10566](https://arxiv.org/abs/2011.10566)
""",
        [
            {
                "title": "Swin Transformer: Hierarchical Vision Transformer",
                "year": 2021,
                "venue": "ICCV",
                "authors": "Liu et al",
            },
            {"title": "Training data-efficient image transformers", "year": 2020, "venue": "ICML"},
            {
                "title": "Momentum Contrast for Unsupervised Visual Representation Learning",
                "venue": "CVPR",
                "year": 2020,
            },
            {
                "title": "Big Self-Supervised Models are Strong Semi-Supervised Learners",
                "venue": "NeurIPS",
                "year": 2020,
            },
            {
                "title": "An Empirical Study of Training Self-Supervised Vision Transformers",
                "venue": "ICCV",
                "year": 2021,
            },
            {
                "title": "BEiT: BERT Pre-Training of Image Transformers",
                "venue": "ICLR",
                "year": 2022,
                "authors": "Hangbo Bao, Li Dong, Furu Wei",
            },
            {
                "title": "Barlow Twins: Self-Supervised Learning via Redundancy Reduction",
                "venue": "ICML",
                "year": 2021,
            },
            {
                "title": "Exploring Simple Siamese Representation Learning",
                "authors": "Xinlei Chen, Kaiming He",
                "venue": "CVPR",
                "year": 2021,
            },
        ],
    ),
    Case(
        "a heading per paper, its fields in bullets",
        """\
# Paper notes

## NLP

### 1. Attention Is All You Need
* **Authors:** Ashish Vaswani, Noam Shazeer, Niki Parmar
* **Venue:** NeurIPS 2017
* **Link:** https://arxiv.org/abs/1706.03762
* **Code:** https://github.com/tensorflow/tensor2tensor
* **Summary:** Proposes the Transformer.

### 2. BERT: Pre-training of Deep Bidirectional Transformers
- Authors: Jacob Devlin, Ming-Wei Chang
- Venue: NAACL 2019
- Paper: https://arxiv.org/abs/1810.04805
- Code: https://github.com/google-research/bert

### 3. GPT-3: Language Models are Few-Shot Learners [[PDF]](https://arxiv.org/abs/2005.14165)
*Tom B. Brown, Benjamin Mann, Nick Ryder*
""",
        [
            {
                "title": "Attention Is All You Need",
                "section": ["Paper notes", "NLP"],
                "authors": "Ashish Vaswani, Noam Shazeer, Niki Parmar",
                "venue": "NeurIPS",
                "year": 2017,
                "links": [
                    ("paper", "https://arxiv.org/abs/1706.03762"),
                    ("code", "https://github.com/tensorflow/tensor2tensor"),
                ],
            },
            {
                "title": "BERT: Pre-training of Deep Bidirectional Transformers",
                "authors": "Jacob Devlin, Ming-Wei Chang",
                "venue": "NAACL",
                "links": [
                    ("paper", "https://arxiv.org/abs/1810.04805"),
                    ("code", "https://github.com/google-research/bert"),
                ],
            },
            {
                "title": "GPT-3: Language Models are Few-Shot Learners",
                "authors": "Tom B. Brown, Benjamin Mann, Nick Ryder",
            },
        ],
    ),
    Case(
        "a wide table: ticks as link labels, model and scale columns",
        """\
### MRI Models

| Year | Title | Journal | Model | Resolution | Scale | Code | Key Feature |
|:----:|--------|---------|---------|:----------:|--------|:---:|---|
| 2025 | **MRI-CORE**: A Foundation Model for Magnetic Resonance Imaging | arXiv | ViT-Base | 1024×1024 | 116.8k volumes, 6.9M slices | [✓](https://github.com/mazurowski-lab/mri_foundation) | MIM+DINOv2 |
| 2024 | **VoCo**: A Volume Contrastive Learning Framework for 3D Medical Image Analysis | CVPR | SwinUNETR | 384, 64 | 1.6k CT scans | [✓](https://github.com/Luffy03/VoCo) | VoCo |
| 2024 | **CXR-FM**: Health AI Developer Foundations | - | EfficientNet-L2 | 1024×1024 | 821k images | [✓](https://github.com/google-health/cxr-foundation) | - |
""",
        [
            {
                "title": "MRI-CORE: A Foundation Model for Magnetic Resonance Imaging",
                "venue": "arXiv",
                "year": 2025,
                "kind": "paper",
                "links": [("code", "https://github.com/mazurowski-lab/mri_foundation")],
            },
            {
                "title": "VoCo: A Volume Contrastive Learning Framework for 3D Medical Image Analysis",
                "venue": "CVPR",
                "year": 2024,
            },
            {
                "title": "CXR-FM: Health AI Developer Foundations",
                "kind": "paper",
                "venue": None,
                "year": 2024,
            },
        ],
    ),
    Case(
        "three lines a paper: title, authors, venue as label",
        """\
# Visualization papers

- Content
  - [1. Chart Captioning](#1-chart-captioning)

## 1. Chart Captioning

**Natural Language Dataset Generation Framework for Visualizations**  
Hyung-Kwon Ko, Hyeon Jeon, Gwanmo Park  
[CHI 2024](https://arxiv.org/abs/2309.10245) • [Code](https://github.com/hyungkwonko/chart-llm)

**VisText: A Benchmark for Semantically Rich Chart Captioning**  
Benny J. Tang, Angie Boggust, Arvind Satyanarayan  
[ACL 2023 Outstanding paper](https://aclanthology.org/2023.acl-long.401.pdf) • [Code](https://github.com/mitvis/vistext)

**ChartMoE: Mixture of Expert Connector**   
Zhengzhuo Xu, Bowen Qu, Yiyan Qi   
[arXiv, 5 Sep 2024](https://arxiv.org/abs/2409.03277) • [Code](https://chartmoe.github.io/)

**UniChart: A Universal Pretrained Model for Chart Comprehension**  
Ahmed Masry∗, Parsa Kavehzadeh∗, Xuan Long Do  
[EMNLP 2023](https://aclanthology.org/2023.emnlp-main.906.pdf) • [code](https://github.com/vis-nlp/UniChart)

**Reverse‐engineering visualizations: Recovering visual encodings**  
Jorge Poco and Jeffrey Heer  
[EuroVis 2017](https://onlinelibrary.wiley.com/doi/pdf/10.1111/cgf.13193)
""",
        [
            {
                "title": "Natural Language Dataset Generation Framework for Visualizations",
                "authors": "Hyung-Kwon Ko, Hyeon Jeon, Gwanmo Park",
                "venue": "CHI",
                "year": 2024,
                "links": [
                    ("paper", "https://arxiv.org/abs/2309.10245"),
                    ("code", "https://github.com/hyungkwonko/chart-llm"),
                ],
            },
            {
                "title": "VisText: A Benchmark for Semantically Rich Chart Captioning",
                "kind": "paper",
                "venue": "ACL",
                "year": 2023,
            },
            {"title": "ChartMoE: Mixture of Expert Connector", "venue": "arXiv", "year": 2024},
            {
                "title": "UniChart: A Universal Pretrained Model for Chart Comprehension",
                "authors": "Ahmed Masry∗, Parsa Kavehzadeh∗, Xuan Long Do",
                "venue": "EMNLP",
            },
            {
                "title": "Reverse‐engineering visualizations: Recovering visual encodings",
                "authors": "Jorge Poco and Jeffrey Heer",
                "venue": "EuroVis",
                "year": 2017,
            },
        ],
    ),
    Case(
        "month, bold title over two lines, authors and venue in italics",
        """\
### Code Generation

* [2024/01] **SpecGen: Automated Generation of Formal
  Program Specifications via Large Language Models.** *Ma et al. Arxiv.* [[paper](https://arxiv.org/pdf/2401.08807)] [[repo](https://github.com/a/specgen)]
* [2024/02] **More Agents Is All You Need.** *Li et al. Arxiv.* [[paper](https://arxiv.org/pdf/2402.05120)]
* [2023/03] **CAMEL: Communicative Agents for “Mind” Exploration.** *Li et al. NeurIPS.* [[paper](https://arxiv.org/pdf/2303.17760)] [[repo](https://github.com/camel-ai/camel)]

<br/>
""",
        [
            {
                "title": "SpecGen: Automated Generation of Formal Program Specifications via Large Language Models",
                "authors": "Ma et al.",
                "venue": "arXiv",
                "year": 2024,
            },
            {"title": "More Agents Is All You Need", "authors": "Li et al.", "venue": "arXiv", "year": 2024},
            {
                "title": "CAMEL: Communicative Agents for “Mind” Exploration",
                "authors": "Li et al.",
                "venue": "NeurIPS",
                "year": 2023,
            },
        ],
    ),
    Case(
        "medical list: bold years as groups, journals in full",
        """\
# Medical Vision-Language

## Datasets

| Dataset | Year | Modality | Images |
|---------|------|----------|--------|
| [MIMIC-CXR-JPG](https://physionet.org/content/mimic-cxr-jpg/2.0.0/)| 2019 | Chest X-ray | 377,110 |

## Pretraining

**2023**

- MedKLIP: Medical Knowledge Enhanced Language-Image Pre-Training. arxiv 2023. [[paper](https://arxiv.org/pdf/2301.02228.pdf)] [[code](https://chaoyi-wu.github.io/MedKLIP/)]

**2022**


- Generalized radiograph representation learning via cross-supervision. Nature Machine Intelligence 2022. [[paper](https://arxiv.org/abs/2111.03452)]
- Unsupervised Multimodal Representation Learning across Medical Images. NIPS workshop 2018. [[paper](https://arxiv.org/pdf/1811.08615.pdf)]

### Prompt

- Medical Image Understanding with Pretrained Models. arxiv 2022. [[paper](https://arxiv.org/pdf/2209.15517.pdf)]
""",
        [
            {"title": "MIMIC-CXR-JPG", "kind": "dataset", "year": 2019},
            {
                "title": "MedKLIP: Medical Knowledge Enhanced Language-Image Pre-Training",
                "section": ["Medical Vision-Language", "Pretraining", "2023"],
                "venue": "arXiv",
                "year": 2023,
            },
            {
                "title": "Generalized radiograph representation learning via cross-supervision",
                "section": ["Medical Vision-Language", "Pretraining", "2022"],
                "venue": "Nature Machine Intelligence",
                "year": 2022,
            },
            {
                "title": "Unsupervised Multimodal Representation Learning across Medical Images",
                "venue": "NeurIPS",
                "track": "Workshop",
                "year": 2018,
            },
            {
                "title": "Medical Image Understanding with Pretrained Models",
                "section": ["Medical Vision-Language", "Pretraining", "Prompt"],
            },
        ],
    ),
    Case(
        "one link that says nothing",
        """\
# Papers on X

## A

- A Great Title of Things — *Smith, J., Lee, K.* — [🔗](https://arxiv.org/abs/2001.00001)
- Third Title of Many Words — Smith, J., Lee, K. — [🔗](https://arxiv.org/abs/2001.00002)
- Third Title Here for Us. Jane Doe, Ann Lee. [[link]](https://arxiv.org/abs/2001.00003)
""",
        [
            {
                "authors": "Smith, J., Lee, K.",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001")],
                "title": "A Great Title of Things",
                "venue": None,
                "year": None,
            },
            {
                "authors": "Smith, J., Lee, K",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00002")],
                "title": "Third Title of Many Words",
                "venue": None,
                "year": None,
            },
            {
                "authors": "Jane Doe, Ann Lee",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00003")],
                "title": "Third Title Here for Us",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "citations below venues",
        """\
# Papers

### UIST 2023

1. A Title of Things. Jane Doe, John Roe. UIST'23. DOI: https://doi.org/10.1145/1.1
2. Another Title of Stuff. Ann Lee, Bob Fox. UIST'23. DOI: https://doi.org/10.1145/1.2
""",
        [
            {
                "authors": "Jane Doe, John Roe",
                "kind": "paper",
                "links": [("paper", "https://doi.org/10.1145/1.1")],
                "title": "A Title of Things",
                "venue": "UIST",
                "year": 2023,
            },
            {
                "authors": "Ann Lee, Bob Fox",
                "kind": "paper",
                "links": [("paper", "https://doi.org/10.1145/1.2")],
                "title": "Another Title of Stuff",
                "venue": "UIST",
                "year": 2023,
            },
        ],
    ),
    Case(
        "citation paragraphs with a bold title",
        """\
# Papers on X

## A

Jane Doe, John Roe. **A Title of Things for Us**. CHI 2020. [link](https://doi.org/10.1145/1.1)

Ann Lee & Bob Fox. **Another Title of Things**. *arXiv:2110.10790* (2021). [link](https://arxiv.org/abs/2110.10790)
""",
        [
            {
                "authors": "Jane Doe, John Roe",
                "kind": "paper",
                "links": [("paper", "https://doi.org/10.1145/1.1")],
                "title": "A Title of Things for Us",
                "venue": "CHI",
                "year": 2020,
            },
            {
                "authors": "Ann Lee & Bob Fox",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2110.10790")],
                "title": "Another Title of Things",
                "venue": "arXiv",
                "year": 2021,
            },
        ],
    ),
    Case(
        "title, authors and link in a paragraph of three lines",
        """\
# Papers on X

## A

**A Title of Things on Devices**
Ann Lee, Bob Fox
[link](https://arxiv.org/abs/2001.00001)

**Another Title of Things**
Ann Lee, Bob Fox
[EuroVis 2017](https://onlinelibrary.wiley.com/doi/pdf/10.1111/cgf.13193)
""",
        [
            {
                "authors": "Ann Lee, Bob Fox",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001")],
                "title": "A Title of Things on Devices",
                "venue": None,
                "year": None,
            },
            {
                "authors": "Ann Lee, Bob Fox",
                "kind": "paper",
                "links": [("paper", "https://onlinelibrary.wiley.com/doi/pdf/10.1111/cgf.13193")],
                "title": "Another Title of Things",
                "venue": "EuroVis",
                "year": 2017,
            },
        ],
    ),
    Case(
        "venue and link below a title",
        """\
# Papers

## Reasoning

- A Title of Things for Us
  - *Ann Lee, Bob Fox*
  - ICLR'23 [[paper](https://arxiv.org/abs/2001.00001)]
- Another Title of Stuff for Us
  - *Ann Lee, Bob Fox*
  - [UIST 2021](https://arxiv.org/abs/2001.00002)
""",
        [
            {
                "authors": "Ann Lee, Bob Fox",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001")],
                "title": "A Title of Things for Us",
                "venue": "ICLR",
                "year": 2023,
            },
            {
                "authors": "Ann Lee, Bob Fox",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00002")],
                "title": "Another Title of Stuff for Us",
                "venue": "UIST",
                "year": 2021,
            },
        ],
    ),
    Case(
        "names of talks",
        """\
# Talks

## A

- ScaledML 2018: Jeff Roe, Ion Doe and so on [[YouTube]](https://youtube.com/watch?v=abcdefghijk) [[Slides]](https://s.org/a.pdf)
- A Talk about Things [[YouTube]](https://youtube.com/watch?v=abcdefghijz)
""",
        [
            {
                "authors": None,
                "kind": "resource",
                "links": [("video", "https://youtube.com/watch?v=abcdefghijk"), ("slides", "https://s.org/a.pdf")],
                "title": "ScaledML 2018: Jeff Roe, Ion Doe and so on",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "resource",
                "links": [("video", "https://youtube.com/watch?v=abcdefghijz")],
                "title": "A Talk about Things",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "titles in brackets without a link",
        """\
# Papers on X

## A

* [PlenVDB: A Memory Efficient Rendering]<br>:house:[project](https://p.org/a)论文未公开<br>
* [OSAN: A One Stage Net](https://arxiv.org/abs/2001.00001)<br>:star:[code](https://github.com/a/b)
* [Third: A Title Without Any Link]领域(论文未公开)
""",
        [
            {
                "authors": None,
                "kind": "paper",
                "links": [("project", "https://p.org/a")],
                "title": "PlenVDB: A Memory Efficient Rendering",
                "unavailable": ["paper"],
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001"), ("code", "https://github.com/a/b")],
                "title": "OSAN: A One Stage Net",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "paper",
                "links": [],
                "title": "Third: A Title Without Any Link",
                "unavailable": ["paper"],
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "venue as the label behind a title",
        """\
# Papers on X

## A

- A Great Title of Things. [arXiv 2020](https://arxiv.org/abs/2001.00001).
- Another Good Title [NeurIPS 2019](https://arxiv.org/abs/2001.00002) [code](https://github.com/a/b)
""",
        [
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001")],
                "title": "A Great Title of Things",
                "venue": "arXiv",
                "year": 2020,
            },
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00002"), ("code", "https://github.com/a/b")],
                "title": "Another Good Title",
                "venue": "NeurIPS",
                "year": 2019,
            },
        ],
    ),
    Case(
        "venue headings with hyphens and brackets",
        """\
# P

## NeurIPS (2022)
- [Third Title of Things](https://arxiv.org/abs/2001.00003)

## CVPR-2023-Papers
- [Fourth Title of Things](https://arxiv.org/abs/2001.00004)

## 2023 (ACL, EMNLP)
- [Fifth Title of Things](https://arxiv.org/abs/2001.00005)
""",
        [
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00003")],
                "title": "Third Title of Things",
                "venue": "NeurIPS",
                "year": 2022,
            },
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00004")],
                "title": "Fourth Title of Things",
                "venue": "CVPR",
                "year": 2023,
            },
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00005")],
                "title": "Fifth Title of Things",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "a table of badges above the list",
        """\
# P

<table><tr><td><strong>Application</strong></td><td><a href='https://a.org'><img src='https://img.shields.io/badge/a'></a></td></tr></table>

## A
- [Third Title of Things](https://arxiv.org/abs/2001.00003)
""",
        [
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00003")],
                "title": "Third Title of Things",
                "venue": None,
                "year": None,
            }
        ],
    ),
    Case(
        "numbers behind the venue",
        """\
# P

## A

### [ECCV '24] 3. Human Gaussian Splatting: A Thing
[paper](https://arxiv.org/abs/2001.00001)
### [ECCV '24] 4. Gaussian Splatting: A Thing
[paper](https://arxiv.org/abs/2001.00002)
""",
        [
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001")],
                "title": "Human Gaussian Splatting: A Thing",
                "venue": "ECCV",
                "year": 2024,
            },
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00002")],
                "title": "Gaussian Splatting: A Thing",
                "venue": "ECCV",
                "year": 2024,
            },
        ],
    ),
    Case(
        "authors with initials, the year, a linked title",
        """\
# Papers on X

## A

- Doe, N., Roe, O. E., & Lee, T. (2018). [End-to-End Linking of Things](https://arxiv.org/abs/2001.00001). CoNLL 2018.
- Fox, A., & Lee, T. (2019). [Another Title of Things](https://arxiv.org/abs/2001.00002). EMNLP 2019.
""",
        [
            {
                "authors": "Doe, N., Roe, O. E., & Lee, T",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00001")],
                "title": "End-to-End Linking of Things",
                "venue": "CoNLL",
                "year": 2018,
            },
            {
                "authors": "Fox, A., & Lee, T",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00002")],
                "title": "Another Title of Things",
                "venue": "EMNLP",
                "year": 2019,
            },
        ],
    ),
    Case(
        "a leaderboard",
        """\
# X

## Leaderboard

| Rank | Model | EM | F1 | Paper | Code |
|---|---|---|---|---|---|
| 1 | BERT | 85.1 | 91.8 | [Devlin et al. (2018)](https://arxiv.org/abs/2001.00001) | [Official](https://github.com/google-research/bert) |
| 2 | QANet | 80.9 | 87.8 | [Yu et al. (2018)](https://arxiv.org/abs/2001.00002) |  |
""",
        [
            {
                "authors": None,
                "kind": "paper",
                "links": [
                    ("paper", "https://arxiv.org/abs/2001.00001"),
                    ("code", "https://github.com/google-research/bert"),
                ],
                "title": "BERT",
                "venue": None,
                "year": None,
            },
            {
                "authors": None,
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/2001.00002")],
                "title": "QANet",
                "venue": None,
                "year": None,
            },
        ],
    ),
    Case(
        "a Chinese citation",
        """\
## Papers

- 《深度学习综述》，李四，2019，[链接](https://arxiv.org/abs/1901.00001)
""",
        [
            {
                "authors": "李四",
                "kind": "paper",
                "links": [("paper", "https://arxiv.org/abs/1901.00001")],
                "notes": None,
                "title": "深度学习综述",
                "venue": None,
                "year": 2019,
            }
        ],
    ),
    Case(
        "two papers of one person with like titles",
        """\
# P

- **Learning with Convex Sets** (2020), *Jane Doe, John Roe*, ICML [[PDF](https://x.edu/c.pdf)]
- **Learning with Conex Nets** (2022), *J. Doe*, ICLR [[PDF](https://x.edu/d.pdf)]
""",
        [
            {
                "authors": "Jane Doe, John Roe",
                "kind": "paper",
                "links": [("paper", "https://x.edu/c.pdf")],
                "notes": None,
                "title": "Learning with Convex Sets",
                "venue": "ICML",
                "year": 2020,
            },
            {
                "authors": "J. Doe",
                "kind": "paper",
                "links": [("paper", "https://x.edu/d.pdf")],
                "notes": None,
                "title": "Learning with Conex Nets",
                "venue": "ICLR",
                "year": 2022,
            },
        ],
    ),
    Case(
        "authors and venue below a title, and a link that may name something by itself",
        """\
# Papers on Graphs

## Surveys
- **Introduction to Networks of all Kinds**
  - Authors: Ann Smith, Bob Jones
  - Venue: Synthesis Lectures on Things, Some Publishers 2020
  - [book](https://example.org/book)
- **A Study of Graphs**
  - Authors: Ann Smith, Carla Jones
  - Venue: ICML 2021
  - [Volume](https://example.org/volume)
""",
        [
            {
                "title": "Introduction to Networks of all Kinds",
                "authors": "Ann Smith, Bob Jones",
                "links": [("project", "https://example.org/book")],
            },
            {
                "title": "A Study of Graphs",
                "authors": "Ann Smith, Carla Jones",
                "venue": "ICML",
                "year": 2021,
                "links": [("project", "https://example.org/volume")],
            },
        ],
    ),
]
