"""Load the pure tools of the money as the package ``money_tools``, without Odoo and without the addon around them."""

import importlib.util
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "addons" / "innovasia_sales" / "tools"

if "money_tools" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "money_tools", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    sys.modules["money_tools"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["money_tools"])
