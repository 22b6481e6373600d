"""Load the pure tools of the people as the package ``people``, without Odoo and without the addon around them."""

import importlib.util
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "addons" / "innovasia_crm" / "tools"

if "people" not in sys.modules:
    spec = importlib.util.spec_from_file_location("people", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)])
    sys.modules["people"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["people"])
