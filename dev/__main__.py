"""``python3 -m dev COMMAND``: what the Makefile calls."""

import errno
import shutil
import signal
import sys

from . import bank, bench, database, device, i18n, image, lint, postgres, testing, wkhtmltopdf
from .get_odoo import odoo_home
from .progress import Trouble, fail, run_steps, say
from .settings import DEMO_LOGINS, cache_dir, data_dir, port, sim_port
from .settings import database as database_name
from .shell import need_free_port
from .supervise import Instance
from .system import need_python
from .venv import venv_python


def _setup_steps(name: str) -> list:
    return [
        ("Python packages", venv_python),
        ("Odoo 19", odoo_home),
        ("wkhtmltopdf", wkhtmltopdf.ensure),
        ("PostgreSQL", postgres.ensure_running),
        (f"Database {name}", lambda: database.ensure_demo(name)),
    ]


def _instance() -> Instance:
    return Instance(database_name(), port(), sim_port())


def setup() -> int:
    """Everything that `make run` needs, without starting it."""
    run_steps(_setup_steps(database_name()))
    return 0


def start() -> int:
    """Set up, start Odoo and the simulator in the background, and return when both pages are served."""
    instance = _instance()
    if not instance.pid("odoo"):
        need_free_port(instance.port, "PORT")
    if not instance.pid("simulator"):
        need_free_port(instance.sim_port, "SIM_PORT")
    steps = [
        *_setup_steps(instance.database),
        ("Odoo and the simulator", instance.start),
        ("Demo device", lambda: device.connect(instance.database, instance.url, instance.sim_url)),
        ("Demo bank", lambda: bank.connect(instance.database, instance.url, instance.sim_url)),
    ]
    try:
        run_steps(steps)
    except Trouble:
        instance.stop()
        raise
    _print_addresses(instance)
    return 0


def stop() -> int:
    """Stop what `start` started with the same PORT, SIM_PORT and DB."""
    running = _instance().stop()
    postgres.stop_if_unused()
    say(f"Stopped: {', '.join(running)}." if running else "Nothing was running.")
    return 0


def run() -> int:
    """Start, stay in the foreground, and stop everything at Ctrl-C."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)
    instance = _instance()
    try:
        start()
        say("Press Ctrl-C to stop.")
        instance.watch()
    except KeyboardInterrupt:
        say("\nStopping.")
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        instance.stop()


def clean() -> int:
    """Remove downloads, environments and template databases; the databases that people work in stay."""
    shutil.rmtree(cache_dir(), ignore_errors=True)
    if data_dir().exists():
        postgres.ensure_running()
        for name in postgres.databases():
            if name.startswith(("tpl_", "making_", "run_")):
                database.drop(name)
    say(f"Removed {cache_dir()} and the template databases in {data_dir()}.")
    return 0


def _print_addresses(instance: Instance) -> None:
    logins = ", ".join(f"{login} / {login}" for login in DEMO_LOGINS)
    say(
        f"\n  Odoo              http://localhost:{instance.port}\n"
        f"  Customer's phone  http://localhost:{instance.sim_port}\n"
        f"  Bank              http://localhost:{instance.sim_port}/bank\n"
        f"  Log in as         {logins}\n"
        f"  Logs              {instance.folder}\n"
    )


COMMANDS = {
    "setup": setup,
    "run": run,
    "start": start,
    "stop": stop,
    "test": testing.test,
    "test-core": testing.test_core,
    "bench": bench.bench,
    "lint": lint.lint,
    "format": lint.format_all,
    "i18n": i18n.i18n,
    "clean": clean,
    "image": image.image,
}


def main(arguments) -> int:
    """Run one command; every expected failure is a sentence and exit code 1."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        say(f"Usage: python3 -m dev {{{','.join(COMMANDS)}}}")
        return 2
    try:
        need_python()
        return COMMANDS[arguments[0]]()
    except Trouble as trouble:
        return fail(trouble)
    except KeyboardInterrupt:
        return fail(Trouble("Interrupted; the next run goes on where this one stopped."))
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return fail(Trouble("The disk is full: free some space and run the command again."))
        raise
    finally:
        postgres.release()


sys.exit(main(sys.argv[1:]))
