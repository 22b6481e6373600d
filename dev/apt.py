"""Debian packages that are downloaded, never installed: apt with a sources list and state of its own.

The machine's own state stays as it is, and the archive's signature is checked all the same.
"""

import os
import shutil
from pathlib import Path

from .progress import note
from .shell import run


def debian_mirror() -> str | None:
    """The address of the machine's own Debian mirror."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    wanted = ["apt-get", "indextargets", "--format", "$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(COMPONENT)", "Created-By: Packages"]
    rows = run(wanted).splitlines()
    if not any(row.endswith("|Debian|Debian|main") for row in rows) and os.geteuid() == 0:
        # A fresh image has no package lists yet, hence no origin.
        note("reading the machine's package list")
        run(["apt-get", "update"], network=True)
        rows = run(wanted).splitlines()
    return next((row.split("|")[0] for row in rows if row.endswith("|Debian|Debian|main")), None)


def private_apt(folder: Path, mirror: str, suite: str, status: Path = Path("/var/lib/dpkg/status")) -> list:
    """An apt-get command that reads only one suite of Debian, whose package list it has just read.

    :param folder: where it keeps its lists and state
    :param status: what it takes for the installed packages: those of the machine, or an own list
    """
    for part in ("lists/partial", "cache/archives/partial", "state"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    sources = folder / "sources.list"
    keyring = "/usr/share/keyrings/debian-archive-keyring.gpg"
    sources.write_text(f"deb [signed-by={keyring}] {mirror} {suite} main\n")
    options = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State": folder / "state",
        "Dir::State::Lists": folder / "lists",
        "Dir::State::status": status,
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
    }
    apt = ["apt-get", *(f"-o{name}={value}" for name, value in options.items())]
    note(f"reading the package list of {suite}")
    run([*apt, "update"], network=True)
    return apt
