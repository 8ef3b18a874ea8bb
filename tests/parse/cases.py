"""Lists in many layouts, each with the entries a reader sees in it. Only the fields named are compared."""

from __future__ import annotations

from typing import Any, NamedTuple


class Case(NamedTuple):
    """One list and what it says; `entries` hold the fields to compare, links as (role, url) pairs."""

    name: str
    text: str
    entries: list[dict[str, Any]]


CASES = [
    Case(
        "software list: link and description",
        """\
# Awesome Terminals

## Emulators

- [Alpha](https://alpha.example.org) - Fast emulator, written in Rust.
- [Beta](https://github.com/beta/beta) - Emulator with tabs. See the [manual](https://beta.example.org/manual).
- [gamma](https://gamma.example.com/) – Minimal.

## Multiplexers
* [mux](https://github.com/mux/mux): splits windows.
""",
        [
            {
                "title": "Alpha",
                "kind": "resource",
                "section": ["Awesome Terminals", "Emulators"],
                "links": [("page", "https://alpha.example.org")],
                "notes": "Fast emulator, written in Rust",
            },
            {"title": "Beta", "kind": "resource"},
            {"title": "gamma", "kind": "resource", "links": [("page", "https://gamma.example.com/")]},
            {
                "title": "mux",
                "kind": "resource",
                "links": [("page", "https://github.com/mux/mux")],
                "section": ["Awesome Terminals", "Multiplexers"],
            },
        ],
    ),
    Case(
        "role links behind a bold title, authors in italics below",
        """\
## Papers
1. **Deep Residual Learning for Image Recognition.** CVPR 2016. [paper](https://arxiv.org/abs/1512.03385) [code](https://github.com/KaimingHe/deep-residual-networks)

    *Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun.*

1. **Attention is All You Need.** NIPS 2017. [paper](https://arxiv.org/abs/1706.03762)

    *Ashish Vaswani, Noam Shazeer, Niki Parmar.*
""",
        [
            {
                "title": "Deep Residual Learning for Image Recognition",
                "venue": "CVPR",
                "venue_raw": "CVPR",
                "year": 2016,
                "authors": "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun.",
                "kind": "paper",
                "links": [
                    ("paper", "https://arxiv.org/abs/1512.03385"),
                    ("code", "https://github.com/KaimingHe/deep-residual-networks"),
                ],
            },
            {"title": "Attention is All You Need", "venue": "NeurIPS", "venue_raw": "NIPS", "year": 2017},
        ],
    ),
    Case(
        "venue first, in brackets",
        """\
- [CVPR 2021] Learning Transferable Visual Models [[Paper]](https://arxiv.org/abs/2103.00020) [[Code]](https://github.com/openai/CLIP)
- **[ICCV'19]** Video Classification with Channel-Separated Networks. [[PDF](https://arxiv.org/abs/1904.02811)]
- `ECCV 2020` End-to-End Object Detection with Transformers [[paper](https://arxiv.org/abs/2005.12872)]
""",
        [
            {"title": "Learning Transferable Visual Models", "venue": "CVPR", "year": 2021, "alias": None},
            {"title": "Video Classification with Channel-Separated Networks", "venue": "ICCV", "year": 2019},
            {"title": "End-to-End Object Detection with Transformers", "venue": "ECCV", "year": 2020},
        ],
    ),
    Case(
        "linked title, then authors and venue",
        """\
* [Mask R-CNN](https://arxiv.org/abs/1703.06870), Kaiming He, Georgia Gkioxari, Piotr Dollár, Ross Girshick, ICCV 2017
* [Focal Loss for Dense Object Detection](https://arxiv.org/abs/1708.02002). Tsung-Yi Lin, Priya Goyal, Ross Girshick. ICCV 2017. [[code]](https://github.com/facebookresearch/Detectron)
""",
        [
            {
                "title": "Mask R-CNN",
                "venue": "ICCV",
                "year": 2017,
                "authors": "Kaiming He, Georgia Gkioxari, Piotr Dollár, Ross Girshick",
            },
            {
                "title": "Focal Loss for Dense Object Detection",
                "venue": "ICCV",
                "year": 2017,
                "authors": "Tsung-Yi Lin, Priya Goyal, Ross Girshick",
            },
        ],
    ),
    Case(
        "bibliography: authors, quoted title, venue",
        """\
## References
- Long, Jonathan, Evan Shelhamer, and Trevor Darrell. "Fully convolutional networks for semantic segmentation." CVPR, 2015. [[pdf](https://arxiv.org/pdf/1411.4038.pdf)]
- K. Simonyan and A. Zisserman. "Very Deep Convolutional Networks for Large-Scale Image Recognition". In ICLR, 2015. [[pdf](https://arxiv.org/pdf/1409.1556.pdf)]
""",
        [
            {
                "title": "Fully convolutional networks for semantic segmentation",
                "venue": "CVPR",
                "year": 2015,
                "authors": "Long, Jonathan, Evan Shelhamer, and Trevor Darrell",
            },
            {
                "title": "Very Deep Convolutional Networks for Large-Scale Image Recognition",
                "venue": "ICLR",
                "year": 2015,
            },
        ],
    ),
    Case(
        "a word or two in quotes inside a title",
        """\
## Papers
- Steering of Faces in “in-the-wild” videos [CVPR 2022] [Paper](https://arxiv.org/abs/2112.10585) [Code](https://github.com/a/b)
- Learning from "Noisy" Data [CVPR 2021] [Paper](https://arxiv.org/abs/2112.10586)
- Learning from Clean Labels [CVPR 2021] [Paper](https://arxiv.org/abs/2112.10587) code
- Ann Lee, Bo Kim, "Learning of Things by Looking", CVPR 2021. [Paper](https://arxiv.org/abs/2112.10588) data
""",
        [
            {"title": "Steering of Faces in “in-the-wild” videos", "venue": "CVPR", "unlinked": []},
            {"title": 'Learning from "Noisy" Data', "venue": "CVPR", "unlinked": []},
            {"title": "Learning from Clean Labels", "venue": "CVPR", "unlinked": ["code"]},
            {"title": "Learning of Things by Looking", "authors": "Ann Lee, Bo Kim", "unlinked": ["data"]},
        ],
    ),
    Case(
        "table with badges, title and date columns",
        """\
| Title | Venue | Date | Code | Demo |
|:------|:-----:|:----:|:----:|:----:|
| ![Star](https://img.shields.io/github/stars/a/b.svg?style=social) <br> [**Some Large Model for Everything**](https://arxiv.org/abs/2312.00001) <br> | arXiv | 2023-12-01 | [Github](https://github.com/a/b) | - |
| [**Another Model**](https://arxiv.org/abs/2312.00002) | CVPR | 2024-02-11 | Coming soon | [Demo](https://huggingface.co/spaces/x/y) |
""",
        [
            {
                "title": "Some Large Model for Everything",
                "venue": "arXiv",
                "year": 2023,
                "links": [("paper", "https://arxiv.org/abs/2312.00001"), ("code", "https://github.com/a/b")],
            },
            {
                "title": "Another Model",
                "venue": "CVPR",
                "year": 2024,
                "unavailable": ["code"],
                "links": [("paper", "https://arxiv.org/abs/2312.00002"), ("demo", "https://huggingface.co/spaces/x/y")],
            },
        ],
    ),
    Case(
        "bold name with a list of links below",
        """\
# Detection

**Sparse R-CNN: End-to-End Object Detection with Learnable Proposals**

- Paper: https://arxiv.org/abs/2011.12450
- Code: https://github.com/PeizeSun/SparseR-CNN

**You Only Look One-level Feature**

- Homepage: https://yolof.example.org
- Paper: https://arxiv.org/abs/2103.09460
- Code: None
""",
        [
            {
                "title": "Sparse R-CNN: End-to-End Object Detection with Learnable Proposals",
                "section": ["Detection"],
                "links": [
                    ("paper", "https://arxiv.org/abs/2011.12450"),
                    ("code", "https://github.com/PeizeSun/SparseR-CNN"),
                ],
            },
            {
                "title": "You Only Look One-level Feature",
                "unavailable": ["code"],
                "links": [("project", "https://yolof.example.org"), ("paper", "https://arxiv.org/abs/2103.09460")],
            },
        ],
    ),
    Case(
        "sub-items carry the entry's own links",
        """\
## Models
- Swin Transformer: Hierarchical Vision Transformer using Shifted Windows
  - [Paper](https://arxiv.org/abs/2103.14030)
  - [Code](https://github.com/microsoft/Swin-Transformer)
- ConvNeXt: A ConvNet for the 2020s
  - Paper: [arXiv](https://arxiv.org/abs/2201.03545)
  - Venue: CVPR 2022
""",
        [
            {
                "title": "Swin Transformer: Hierarchical Vision Transformer using Shifted Windows",
                "links": [
                    ("paper", "https://arxiv.org/abs/2103.14030"),
                    ("code", "https://github.com/microsoft/Swin-Transformer"),
                ],
            },
            {
                "title": "ConvNeXt: A ConvNet for the 2020s",
                "venue": "CVPR",
                "year": 2022,
                "links": [("paper", "https://arxiv.org/abs/2201.03545")],
            },
        ],
    ),
    Case(
        "what is no entry",
        """\
# Awesome Things [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

[![build](https://img.shields.io/badge/build-passing-green)](https://ci.example.org) [![stars](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)

See also our [website](https://example.org) for more, and the [paper](https://arxiv.org/abs/2001.00001) of this list.

## Contents
- [Tools](#tools)
- [Contributing](#contributing)

## News
- 2024-01-01: we released [v2](https://github.com/a/b/releases).

## Tools
- [hammer](https://hammer.example.org) - hits nails.

## Contributing
- Please read the [guidelines](CONTRIBUTING.md) first.

## Acknowledgements
- Thanks to [somebody](https://github.com/somebody).
""",
        [{"title": "hammer", "kind": "resource"}],
    ),
    Case(
        "paragraphs, one entry each",
        """\
### Pose

Stacked Hourglass Networks for Human Pose Estimation (ECCV 2016) [[paper]](https://arxiv.org/abs/1603.06937) [[code]](https://github.com/princeton-vl/pose-hg-train)

OpenPose: Realtime Multi-Person 2D Pose Estimation (TPAMI 2019) [[paper]](https://arxiv.org/abs/1812.08008)
""",
        [
            {"title": "Stacked Hourglass Networks for Human Pose Estimation", "venue": "ECCV", "year": 2016},
            {"title": "OpenPose: Realtime Multi-Person 2D Pose Estimation", "venue": "TPAMI", "year": 2019},
        ],
    ),
    Case(
        "Chinese list",
        """\
# 目标检测论文

## 2021
- 【CVPR 2021】Sparse R-CNN：端到端目标检测 [论文](https://arxiv.org/abs/2011.12450) | [代码](https://github.com/PeizeSun/SparseR-CNN)
- 【ICCV 2021】Conditional DETR 论文解读 [论文](https://arxiv.org/abs/2108.06152) | [知乎](https://zhuanlan.zhihu.com/p/1)
""",
        [
            {
                "title": "Sparse R-CNN：端到端目标检测",
                "venue": "CVPR",
                "year": 2021,
                "links": [
                    ("paper", "https://arxiv.org/abs/2011.12450"),
                    ("code", "https://github.com/PeizeSun/SparseR-CNN"),
                ],
            },
            {
                "title": "Conditional DETR 论文解读",
                "venue": "ICCV",
                "links": [("paper", "https://arxiv.org/abs/2108.06152"), ("blog", "https://zhuanlan.zhihu.com/p/1")],
            },
        ],
    ),
    Case(
        "details and summary",
        """\
## Models
<details>
<summary>2022</summary>

- Masked Autoencoders Are Scalable Vision Learners, CVPR 2022 [[paper](https://arxiv.org/abs/2111.06377)]
- BEiT: BERT Pre-Training of Image Transformers [[paper](https://arxiv.org/abs/2106.08254)]

</details>

- DINO: Emerging Properties in Self-Supervised Vision Transformers [[paper](https://arxiv.org/abs/2104.14294)]
""",
        [
            {
                "title": "Masked Autoencoders Are Scalable Vision Learners",
                "section": ["Models", "2022"],
                "year": 2022,
                "venue": "CVPR",
            },
            {"title": "BEiT: BERT Pre-Training of Image Transformers", "year": 2022, "year_source": "section"},
            {
                "title": "DINO: Emerging Properties in Self-Supervised Vision Transformers",
                "section": ["Models"],
                "year": None,
            },
        ],
    ),
    Case(
        "nested software lists: parents are entries, too",
        """\
## Platforms
- [Node.js](https://nodejs.org) - Runtime.
  - [Packages](https://github.com/x/awesome-node-packages)
  - [Cross-platform things](https://github.com/x/cross)
- Databases
  - [SQLite](https://sqlite.org) - Small.
""",
        [
            {"title": "Node.js"},
            {"title": "Packages", "section": ["Platforms"]},
            {"title": "Cross-platform things"},
            {"title": "SQLite", "section": ["Platforms", "Databases"]},
        ],
    ),
    Case(
        "HTML table",
        """\
## Papers
<table>
<tr><th>Title</th><th>Venue</th><th>Links</th></tr>
<tr><td>Neural Radiance Fields for View Synthesis</td><td>ECCV 2020</td><td><a href="https://arxiv.org/abs/2003.08934">paper</a> <a href="https://github.com/bmild/nerf">code</a></td></tr>
<tr><td><a href="https://arxiv.org/abs/2103.13415">Mip-NeRF: A Multiscale Representation</a></td><td>ICCV 2021</td><td></td></tr>
</table>
""",
        [
            {
                "title": "Neural Radiance Fields for View Synthesis",
                "venue": "ECCV",
                "year": 2020,
                "links": [("paper", "https://arxiv.org/abs/2003.08934"), ("code", "https://github.com/bmild/nerf")],
            },
            {"title": "Mip-NeRF: A Multiscale Representation", "venue": "ICCV", "year": 2021},
        ],
    ),
    Case(
        "dates first, arXiv badges",
        """\
- [2024/05] **Some Agent Framework** [![arXiv](https://img.shields.io/badge/arXiv-2405.00001-b31b1b.svg)](https://arxiv.org/abs/2405.00001) [![GitHub](https://img.shields.io/github/stars/a/agent)](https://github.com/a/agent)
- [2024/04] **Another Agent Paper about Planning** [![arXiv](https://img.shields.io/badge/arXiv-2404.00001-b31b1b.svg)](https://arxiv.org/abs/2404.00001)
""",
        [
            {
                "title": "Some Agent Framework",
                "year": 2024,
                "links": [("paper", "https://arxiv.org/abs/2405.00001"), ("code", "https://github.com/a/agent")],
            },
            {"title": "Another Agent Paper about Planning", "year": 2024, "kind": "paper"},
        ],
    ),
    Case(
        "data sets by heading; venue and project",
        """\
## Datasets
- [ImageNet](https://www.image-net.org) - 14M images.
- KITTI [[Download](https://www.cvlibs.net/datasets/kitti/)] [[Paper](https://arxiv.org/abs/1804.00001)]
""",
        [
            {"title": "ImageNet", "kind": "dataset", "links": [("data", "https://www.image-net.org")]},
            {
                "title": "KITTI",
                "kind": "dataset",
                "links": [
                    ("data", "https://www.cvlibs.net/datasets/kitti/"),
                    ("paper", "https://arxiv.org/abs/1804.00001"),
                ],
            },
        ],
    ),
    Case(
        "linked authors are no links of the entry",
        """\
## 2020
- **Implicit Neural Representations with Periodic Activation Functions**. [Vincent Sitzmann](https://vsitzmann.github.io), [Julien Martel](http://www.jmartel.net), [Gordon Wetzstein](http://web.stanford.edu/~gordonwz/). NeurIPS 2020. [[Paper](https://arxiv.org/abs/2006.09661)] [[Code](https://github.com/vsitzmann/siren)]
""",
        [
            {
                "title": "Implicit Neural Representations with Periodic Activation Functions",
                "authors": "Vincent Sitzmann, Julien Martel, Gordon Wetzstein",
                "venue": "NeurIPS",
                "year": 2020,
                "links": [
                    ("paper", "https://arxiv.org/abs/2006.09661"),
                    ("code", "https://github.com/vsitzmann/siren"),
                ],
            },
        ],
    ),
    Case(
        "a citation inside the link",
        """\
- [Generative Adversarial Nets (NIPS 2014)](https://arxiv.org/abs/1406.2661)
- [Unsupervised Representation Learning with DCGANs, ICLR 2016](https://arxiv.org/abs/1511.06434)
""",
        [
            {"title": "Generative Adversarial Nets", "venue": "NeurIPS", "venue_raw": "NIPS", "year": 2014},
            {"title": "Unsupervised Representation Learning with DCGANs", "venue": "ICLR", "year": 2016},
        ],
    ),
]
