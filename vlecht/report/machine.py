"""What a run was made on: written beside every raw result."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path


def machine() -> dict[str, str | int]:
    """Processor, cores, memory, and the versions that matter. No host names, no paths."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "memory_gib": memory,
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "vlecht": version("vlecht"),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def commit() -> str:
    """The commit that was measured, marked ``+`` with changes in the tree; the version without a checkout."""
    package = Path(__file__).parent.parent
    try:
        found = _git(package, "rev-parse", "--short", "HEAD")
        inside = _git(package, "ls-files", "--", "__init__.py")
        dirty = _git(package, "status", "--porcelain", "--", ".")
    except OSError:
        return version("vlecht")
    return found + ("+" if dirty else "") if found and inside else version("vlecht")


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True).stdout.strip()
