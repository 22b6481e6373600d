"""PDFs can be printed wherever Odoo is started from the checkout."""

import shutil
import subprocess

import pytest

from dev import wkhtmltopdf
from dev.odoo_env import variables


@pytest.fixture
def machine_without_it(tmp_path, monkeypatch):
    """The commands that getting it takes are recorded instead of run."""
    asked = []
    monkeypatch.setattr(wkhtmltopdf, "cache_dir", lambda: tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(wkhtmltopdf, "_unpack", asked.append)
    monkeypatch.setattr(wkhtmltopdf, "need_tool", lambda name, package: asked.append(package))
    return asked


def test_odoo_finds_it_and_it_prints(tmp_path):
    program = shutil.which("wkhtmltopdf", path=variables("none")["PATH"])
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html><body><h1>Kuitansi</h1></body></html>")
    subprocess.run([program, "--quiet", page, tmp_path / "page.pdf"], check=True)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_what_the_machine_has_is_used(machine_without_it, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/wkhtmltopdf")
    wkhtmltopdf.ensure()
    assert not machine_without_it


def test_on_debian_it_is_unpacked_once(machine_without_it, monkeypatch):
    monkeypatch.setattr(wkhtmltopdf, "debian_mirror", lambda: "http://mirror.example")
    wkhtmltopdf.ensure()
    assert machine_without_it == ["http://mirror.example"]
    wkhtmltopdf.folder().mkdir()
    (wkhtmltopdf.folder() / "wkhtmltopdf").touch()
    wkhtmltopdf.ensure()
    assert len(machine_without_it) == 1


def test_elsewhere_it_is_the_machines_package(machine_without_it, monkeypatch):
    monkeypatch.setattr(wkhtmltopdf, "debian_mirror", lambda: None)
    wkhtmltopdf.ensure()
    assert machine_without_it == ["wkhtmltopdf"]
