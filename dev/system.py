"""Tools that the machine must have; installed with apt when we are root."""

import functools
import glob
import os
import shutil
import sys
from pathlib import Path

from .progress import Trouble, note
from .settings import OLDEST_PYTHON
from .shell import run

POSTGRES_BINARIES = "/usr/lib/postgresql/*/bin/initdb"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def need_python() -> None:
    """:raises Trouble: when this Python is too old"""
    if sys.version_info < OLDEST_PYTHON:
        have = ".".join(map(str, sys.version_info[:3]))
        raise Trouble(f"Python {have} is too old: Odoo 19 needs Python 3.10 or newer as `python3` (or PYTHON=... for make).")


def need_tool(name: str, package: str) -> str:
    """The path of a program, installed from Debian's package when it is missing."""
    if not shutil.which(name):
        apt_install(package)
    if path := shutil.which(name):
        return path
    raise Trouble(f"The program {name} is missing, and the package {package} did not bring it.")


def need_browser() -> str:
    """The path of Chromium; the tests drive it."""
    return find_browser() or need_tool("chromium", "chromium")


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def postgres_binaries() -> Path:
    """The folder with initdb, pg_ctl and psql of the newest PostgreSQL on this machine."""
    if folder := _find_postgres():
        return folder
    apt_install("postgresql")
    if folder := _find_postgres():
        return folder
    raise Trouble("PostgreSQL's server programs are missing: install the package postgresql.")


def _find_postgres() -> Path | None:
    found = [Path(path).parent for path in glob.glob(POSTGRES_BINARIES)]
    if not found and (initdb := shutil.which("initdb")):
        found = [Path(initdb).resolve().parent]
    return max(found, key=_version_of, default=None)


def _version_of(binaries: Path) -> int:
    return int(binaries.parent.name) if binaries.parent.name.isdigit() else 0


def apt_install(*packages: str) -> None:
    """Install Debian packages without recommended extras.

    :raises Trouble: when apt is missing or we may not use it
    """
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Trouble(f"Missing on this machine: {names}. There is no apt-get, so please install it yourself.")
    if os.geteuid() != 0:
        raise Trouble(f"Missing on this machine: {names}. Please run: sudo apt-get install {names}")
    note(f"installing {names}")
    _apt_update()
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "install", "-y", "--no-install-recommends", *packages], env=quiet, network=True)


@functools.cache
def _apt_update() -> None:
    run(["apt-get", "update"], network=True)
