"""wkhtmltopdf, by which Odoo prints PDFs: the machine's own, else Debian's, unpacked into the cache.

Debian 12 is the last release that has it. It is downloaded from there with every library that it needs, C's own
included, so it runs on newer releases as well; nothing is installed.
"""

import os
import shutil
from pathlib import Path

from .apt import debian_mirror, private_apt
from .progress import note
from .settings import cache_dir
from .shell import locked, need_space, run
from .system import need_tool

PROGRAM = "wkhtmltopdf"
SUITE = "bookworm"
# Taken for installed: the drivers of a screen on which nothing is shown, a list of languages, and the installer.
LEFT_OUT = ("dpkg", "iso-codes", "libglx-mesa0")
# Qt warns each time that nobody is logged in here; Odoo would log it with every PDF.
SCRIPT = """#!/bin/sh
root="{root}" libraries="{libraries}"
export QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false
export QT_PLUGIN_PATH="$root/usr/$libraries/qt5/plugins" FONTCONFIG_SYSROOT="$root"
exec "$root/$libraries/{loader}" --library-path "$root/$libraries:$root/usr/$libraries" "$root/usr/bin/wkhtmltopdf" "$@"
"""


def folder() -> Path:
    """The folder for PATH: it holds the program, unless the machine has it."""
    return cache_dir() / PROGRAM


def ensure() -> None:
    """Get the program if it is not there yet."""
    if shutil.which(PROGRAM):
        return
    with locked(cache_dir() / f"{PROGRAM}.lock"):
        if (folder() / PROGRAM).exists():
            return
        if mirror := debian_mirror():
            _unpack(mirror)
        else:
            need_tool(PROGRAM, PROGRAM)


def _unpack(mirror: str) -> None:
    need_space(cache_dir(), 1)
    shutil.rmtree(folder(), ignore_errors=True)
    work, root = folder() / "apt", folder() / "root"
    work.mkdir(parents=True)
    apt = private_apt(work, mirror, SUITE, status=_status(work))
    note(f"downloading {PROGRAM} and its libraries (65 MB)")
    run([*apt, "install", "-y", "--no-install-recommends", "--download-only", PROGRAM], network=True)
    note(f"unpacking {PROGRAM}")
    for package in sorted((work / "cache" / "archives").glob("*.deb")):
        run(["dpkg-deb", "-x", package, root])
    shutil.rmtree(work)
    _write_script(root)


def _status(work: Path) -> Path:
    """A list of installed packages that has none but those to leave out."""
    architecture = run(["dpkg", "--print-architecture"]).strip()
    fields = f"Status: install ok installed\nArchitecture: {architecture}\nVersion: 99\nMaintainer: none\nDescription: none\n"
    status = work / "status"
    status.write_text("\n".join(f"Package: {name}\n{fields}" for name in LEFT_OUT))
    return status


def _write_script(root: Path) -> None:
    """Write the program that calls the unpacked one; written last, so it is whole when it is there."""
    [loader] = root.glob("lib/*/ld-linux*.so.*")
    script = folder() / "script"
    script.write_text(SCRIPT.format(root=root, libraries=loader.parent.relative_to(root), loader=loader.name))
    script.chmod(0o755)
    os.replace(script, folder() / PROGRAM)
