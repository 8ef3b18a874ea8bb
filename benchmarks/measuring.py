"""What the benchmarks share: medians of work done in turn, so that a busy machine slows all alike."""

from __future__ import annotations

import gc
import random
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = 20_000
"""Bytes of a list of usual size."""

_WORDS = """
adaptive attention audio aware canonical contrastive control deep depth diffusion distillation domain driven dynamic
efficient embedding encoder estimation face field flow frozen fusion generation geometry graph guided heads implicit
language latent learning lifting local matching memory mesh motion multi neural object online parsing patch pose prior
prompt radiance ranking recognition region rendering retrieval robust scene segmentation self semantic shape signal
sparse speech stereo style surface talking temporal text token tracking transfer transformer video view vision voxel
"""


def interleaved(stages: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of every stage, all run in turn `rounds` times after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in stages}
    for number in range(rounds + 1):
        for name, stage in stages.items():
            gc.collect()
            start = time.perf_counter()
            stage()
            if number:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def execute(*arguments: str | Path, folder: Path | None = None, good: tuple[int, ...] = (0,)) -> None:
    """Run a command. `OSError` where there is none; other exit codes than the `good` ones mean that it broke."""
    nothing = subprocess.DEVNULL
    done = subprocess.run(arguments, cwd=folder, stdin=nothing, stdout=nothing, stderr=nothing, check=False)
    if done.returncode not in good:
        raise RuntimeError(f"{arguments[0]} ended with {done.returncode}")


def page_of(texts: Sequence[str], size: int) -> str:
    """`texts` one after the other, the longest first, cut to at most `size` characters, whole lines.

    Where they are too short they are repeated, and every entry is a duplicate: a list that nobody has.
    """
    page = "\n\n".join(sorted(texts, key=len, reverse=True)) + "\n"
    return (page * (size // len(page) + 1))[:size].rpartition("\n")[0] + "\n"


def made_list(entries: int) -> str:
    """A list of so many different papers in sections of a hundred, the same at every call."""
    chance = random.Random(entries)
    words = _WORDS.split()
    venues = ("CVPR", "ICCV", "ECCV", "NeurIPS", "ICLR", "AAAI", "arXiv")
    lines = ["# Papers\n"]
    for number in range(entries):
        if number % 100 == 0:
            lines.append(f"\n## Section {number // 100 + 1}\n\n")
        title = " ".join(chance.sample(words, 7)).title()
        venue = chance.choice(venues)
        year = 2021 if venue == "ICCV" else 2022
        code = f" [[code](https://github.com/lab{number % 997}/repository{number})]" if number % 3 == 0 else ""
        paper = f"https://arxiv.org/abs/22{number // 50_000 % 12 + 1:02}.{number % 50_000:05}"
        lines.append(f"- {title}, {venue} {year} [[paper]({paper})]{code}\n")
    return "".join(lines)
