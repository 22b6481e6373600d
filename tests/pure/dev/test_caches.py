"""What is made once is found again, and made anew exactly when its ingredients change."""

import os
import subprocess
import sys

import pytest

from dev import database, get_odoo, supervise, venv
from dev.progress import Trouble


@pytest.fixture
def addon(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "ADDONS", tmp_path)
    for name in ("models/thing.py", "tests/test_thing.py", "static/src/thing.js", "i18n/id.po"):
        path = tmp_path / "our_addon" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("before")
    (tmp_path / "our_addon" / "__manifest__.py").write_text("{'depends': ['mail', 'our_base']}")
    (tmp_path / "our_base").mkdir()
    (tmp_path / "our_base" / "__manifest__.py").write_text("{'depends': ['web']}")
    return tmp_path / "our_addon"


@pytest.mark.parametrize("name", ["models/thing.py", "i18n/id.po", "__manifest__.py"])
def test_file_that_shapes_a_database_changes_the_hash(addon, name):
    before = database.addon_hash("our_addon")
    (addon / name).write_text("{'depends': []}")
    assert database.addon_hash("our_addon") != before


@pytest.mark.parametrize("name", ["tests/test_thing.py", "static/src/thing.js"])
def test_file_that_shapes_no_database_keeps_the_hash(addon, name):
    before = database.addon_hash("our_addon")
    (addon / name).write_text("after")
    assert database.addon_hash("our_addon") == before


def test_foreign_modules_are_those_that_are_not_ours(addon):
    assert database.foreign_depends() == sorted({*database.ALWAYS, "mail", "web"})


def test_environment_is_keyed_by_its_requirements(tmp_path, monkeypatch):
    monkeypatch.setattr(venv, "REQUIREMENTS", tmp_path)
    (tmp_path / "odoo.txt").write_text("a==1\n")
    before = venv._key(["odoo.txt"])
    (tmp_path / "odoo.txt").write_text("a==2\n")
    assert venv._key(["odoo.txt"]) != before


@pytest.mark.parametrize(
    ("release", "sentence"), [(None, "has no odoo/release.py"), ("version_info = (18, 0, 0)", "is not Odoo 19")]
)
def test_given_odoo_home_must_be_odoo_19(tmp_path, release, sentence):
    if release:
        (tmp_path / "odoo").mkdir()
        (tmp_path / "odoo" / "release.py").write_text(release)
    with pytest.raises(Trouble, match=sentence):
        get_odoo._checked(tmp_path)


@pytest.fixture
def instance(tmp_path, monkeypatch):
    monkeypatch.setenv("INNOVASIA_DATA", str(tmp_path))
    instance = supervise.Instance("demo-db", 18198, 18199)
    instance.folder.mkdir(parents=True)
    return instance


def test_instance_is_found_again_by_its_folder(instance):
    assert supervise.instances() == [instance]


def test_stop_ends_exactly_the_process_that_was_started(instance):
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    (instance.folder / "odoo.pid").write_text(f"{process.pid} {supervise._began(process.pid)}")
    assert instance.stop() == ["odoo"]
    assert supervise._began(process.pid) is None


def test_stop_leaves_a_process_alone_that_got_an_old_pid(instance):
    (instance.folder / "odoo.pid").write_text(f"{os.getpid()} 1")
    assert instance.pid("odoo") is None
    assert instance.stop() == []
