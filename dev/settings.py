"""Where things live and what the environment may change."""

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDONS = ROOT / "addons"
REQUIREMENTS = ROOT / "requirements"
CONFIG = ROOT / "config" / "odoo.conf"

DB_USER = "odoo"
OLDEST_PYTHON = (3, 10)
DEMO_LOGINS = ("admin", "supervisor", "cs_a", "cs_b", "cs_c", "sales", "verifikator", "kasir", "gudang", "keuangan")


def _xdg(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / default) / "innovasia"


def cache_dir() -> Path:
    """What can be made again: downloads, Odoo, virtual environments."""
    return _xdg("XDG_CACHE_HOME", ".cache")


def data_dir() -> Path:
    """PostgreSQL's cluster, filestores, logs and pid files.

    PostgreSQL refuses to run as root, so for root this lies outside root's home, where the user ``postgres``
    can reach it. ``INNOVASIA_DATA`` moves it.
    """
    if chosen := os.environ.get("INNOVASIA_DATA"):
        return Path(chosen).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/innovasia")
    return _xdg("XDG_DATA_HOME", ".local/share")


def socket_dir() -> Path:
    """Where PostgreSQL's socket lies: beside the data, or in a short folder when that path is too long for a socket."""
    folder = data_dir() / "socket"
    if len(str(folder)) < 80:
        return folder
    return Path(tempfile.gettempdir()) / f"innovasia-{os.geteuid()}"


def port() -> int:
    """Odoo's port."""
    return _number("PORT", 8069)


def sim_port() -> int:
    """The simulator's port, which cannot be Odoo's as well."""
    from .progress import Trouble

    number = _number("SIM_PORT", 8070)
    if number == port():
        raise Trouble(f"PORT and SIM_PORT are both {number}: Odoo and the simulator need a port each.")
    return number


def database() -> str:
    """The database that ``make run`` serves."""
    return os.environ.get("DB") or "innovasia"


def _number(variable: str, default: int) -> int:
    from .progress import Trouble

    text = os.environ.get(variable) or str(default)
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise Trouble(f"{variable}={text} is not a port: give a number from 1 to 65535.")
    return int(text)
