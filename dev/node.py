"""Node's package manager, and the JavaScript tools of package-lock.json."""

import hashlib
import shutil
from pathlib import Path

from .progress import note
from .settings import ROOT, cache_dir
from .shell import locked, prune, run, touch
from .system import apt_install, need_tool


def npm() -> str:
    """The path of npm, installed when it is missing."""
    if not shutil.which("node"):
        apt_install("nodejs", "npm")
    return need_tool("npm", "npm")


def node_modules() -> Path:
    """The folder node_modules with exactly what package-lock.json names, outside the checkout."""
    files = [ROOT / "package.json", ROOT / "package-lock.json"]
    key = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    folder = cache_dir() / "node" / key
    with locked(cache_dir() / "node.lock"):
        if not (folder / ".complete").exists():
            note("installing prettier")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for file in files:
                shutil.copy(file, folder)
            run([npm(), "ci", "--no-audit", "--no-fund"], cwd=folder, network=True)
            (folder / ".complete").touch()
            prune(folder.parent.iterdir())
        touch(folder)
    return folder / "node_modules"
