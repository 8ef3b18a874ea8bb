"""The build hook: wheels and editable installs carry the compiled form of the knowledge base."""

# mypy: allow-subclassing-any
from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src", "awesome_lint", "knowledge")


class KnowledgeBuildHook(BuildHookInterface[Any]):
    """Compiles the TOML files of the knowledge base before anything is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `_compiled.marshal` and have it packed; `version` is hatchling's name for the kind of build."""
        compiled = compile_knowledge(Path(self.root))
        build_data.setdefault("artifacts", []).append(compiled.relative_to(self.root).as_posix())


def compile_knowledge(root: Path) -> Path:
    """Write the compiled form in the checkout at `root`, without the package's dependencies, and return its path."""
    folder = root / FOLDER
    for name in ("folding", "tables", "compile"):
        # The package itself is not imported: what it needs is not there while it is being built.
        module = f"awesome_lint.knowledge.{name}"
        spec = importlib.util.spec_from_file_location(module, folder / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[module] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[module])
    return Path(sys.modules["awesome_lint.knowledge.compile"].compile_folder(str(folder)))
