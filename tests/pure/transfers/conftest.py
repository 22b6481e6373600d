"""Load the pure tools of bank transfers as the package ``transfer_tools``, without Odoo and without the addon around them."""

import importlib.util
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "addons" / "innovasia_transfer" / "tools"

if "transfer_tools" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "transfer_tools", FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    sys.modules["transfer_tools"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["transfer_tools"])
