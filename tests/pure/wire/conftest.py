"""Load the pure tools of the wire as the package ``wire``, without Odoo and without the addon around them."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from graph_server import GraphServer

FOLDER = Path(__file__).parents[3] / "addons" / "innovasia_whatsapp" / "tools"

if "wire" not in sys.modules:
    spec = importlib.util.spec_from_file_location("wire", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)])
    sys.modules["wire"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["wire"])


# A busy machine is no reason for a property to fail.
settings.register_profile("wire", deadline=None)
settings.load_profile("wire")


@pytest.fixture
def graph():
    server = GraphServer()
    yield server
    server.close()
