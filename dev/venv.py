"""Virtual environments in the cache, keyed by the pinned requirements and the version of Python."""

import functools
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from .progress import note
from .settings import REQUIREMENTS, cache_dir
from .shell import locked, need_space, prune, run, touch
from .system import apt_install

UV = "uv==0.13.9"
RUNTIME = ("odoo.txt", "oca.txt", "simulator.txt", "test.txt")
LINT = ("lint.txt",)


@functools.cache
def venv_python(*lists: str) -> Path:
    """The interpreter of an environment that has these requirement lists installed. Made when it is not there yet."""
    lists = lists or RUNTIME
    folder = cache_dir() / "venv" / f"{lists[0].removesuffix('.txt')}-{_key(lists)}"
    with locked(cache_dir() / "venv.lock"):
        if not (folder / ".complete").exists():
            _make(folder, lists)
            prune(folder.parent.glob(f"{folder.name.split('-')[0]}-*"))
        touch(folder)
    return folder / "bin" / "python"


def _key(lists) -> str:
    parts = [platform.python_version(), sys.base_prefix, UV]
    parts += [(REQUIREMENTS / name).read_text() for name in lists]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _make(folder: Path, lists) -> None:
    need_space(cache_dir(), 2)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    note("creating the virtual environment")
    if not _has_venv():
        apt_install("python3-venv")
    run([sys.executable, "-m", "venv", folder])
    python = folder / "bin" / "python"
    note("installing uv")
    run([python, "-m", "pip", "install", "--quiet", UV], network=True)
    note("installing the pinned packages")
    # Every list is complete, so nothing has to be resolved; OCA's wheels also ask for a package "odoo" that no registry has.
    files = [part for name in lists for part in ("-r", REQUIREMENTS / name)]
    install = [folder / "bin" / "uv", "pip", "install", "--python", python, "--no-deps", *files]
    run(install, env=_same_index_as_pip(python), network=True)
    (folder / ".complete").touch()


def _has_venv() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0


def _same_index_as_pip(python: Path) -> dict:
    """uv does not read pip's configuration; a machine whose pip uses a mirror means it for uv too."""
    env = dict(os.environ)
    for line in run([python, "-m", "pip", "config", "list"]).splitlines():
        name, _, value = line.partition("=")
        if name.endswith(".index-url"):
            env.setdefault("UV_DEFAULT_INDEX", value.strip("'\""))
    return env
