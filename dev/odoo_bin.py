"""Start Odoo. A script and not ``-m odoo``: with workers, Odoo executes its own script again for the websocket."""

import odoo.cli

if __name__ == "__main__":
    odoo.cli.main()
