"""``python3 -m dev image``: what the Dockerfile needs, at fixed places (/opt/odoo, /opt/venv)."""

from pathlib import Path

from .get_odoo import odoo_home
from .progress import run_steps
from .venv import venv_python

LISTS = ("odoo.txt", "oca.txt", "simulator.txt")


def image() -> int:
    """Fetch Odoo and install the packages that production runs with."""
    run_steps([("Python packages", lambda: venv_python(*LISTS)), ("Odoo 19", odoo_home)])
    Path("/opt/odoo").symlink_to(odoo_home())
    Path("/opt/venv").symlink_to(venv_python(*LISTS).parent.parent)
    return 0
