"""The production shape agrees with the configuration that really runs."""

import configparser
import json
import os
import re
import subprocess

import pytest
import yaml

from dev.odoo_env import variables
from dev.settings import CONFIG, ROOT
from dev.venv import venv_python

SECRETS = {"POSTGRES_PASSWORD": "secret-p", "ODOO_MASTER_PASSWORD": "secret-m", "ADMIN_PASSWORD": "secret-a"}
READ_CONFIG = """
import json
from odoo.tools import config
config.parse_config([], setup_logging=False)
names = ["addons_path", "server_wide_modules", "http_port", "gevent_port", "list_db", "with_demo", "workers",
         "http_interface", "proxy_mode", "admin_passwd"]
print(json.dumps({name: config[name] for name in names}))
"""


def compose(*arguments, **environment):
    return subprocess.run(
        ["docker-compose", *arguments], cwd=ROOT, env={**os.environ, **environment}, text=True, capture_output=True
    )  # fmt: skip


@pytest.fixture(scope="module")
def production():
    """What docker-compose understood of our file."""
    done = compose("config", **SECRETS)
    assert done.returncode == 0, done.stderr
    return yaml.safe_load(done.stdout)


@pytest.fixture(scope="module")
def options():
    """The options in config/odoo.conf."""
    parser = configparser.ConfigParser(inline_comment_prefixes=(";",))
    parser.read(CONFIG)
    return parser["options"]


def options_of(**environment):
    """What Odoo makes of config/odoo.conf and an environment, in the root of the checkout."""
    env = {**variables("none"), **environment}
    done = subprocess.run([venv_python(), "-c", READ_CONFIG], cwd=ROOT, env=env, text=True, capture_output=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_compose_file_is_valid_with_and_without_demo():
    assert compose("config", "-q", **SECRETS).returncode == 0
    assert compose("--profile", "demo", "config", "-q", **SECRETS).returncode == 0


@pytest.mark.parametrize("secret", SECRETS)
def test_compose_refuses_to_start_without_secret(secret):
    # An empty value wins over a .env file that may lie in the checkout.
    done = compose("config", **{**SECRETS, secret: ""})
    assert done.returncode != 0
    assert secret in done.stderr


def test_no_secret_is_written_into_the_compose_file():
    text = (ROOT / "docker-compose.yml").read_text()
    for name, value in re.findall(r"(\w*PASSW\w*):\s*(\S+)", text):
        assert value.startswith("${"), f"{name} is written out"


def test_odoo_in_production_reads_the_same_configuration_file(production):
    for service in ("odoo", "setup"):
        environment = production["services"][service]["environment"]
        assert environment["ODOO_RC"] == str(CONFIG.relative_to(ROOT))
        assert not {"ODOO_ADDONS_PATH", "ODOO_SERVER_WIDE_MODULES", "ODOO_HTTP_PORT", "ODOO_GEVENT_PORT"} & environment.keys()


def test_image_holds_the_addons_where_the_configuration_looks_for_them(options):
    dockerfile = (ROOT / "Dockerfile").read_text()
    for folder in options["addons_path"].split(","):
        assert f"COPY {folder} {folder}" in dockerfile


def test_odoo_understands_the_configuration_in_its_production_environment(production, options):
    environment = {
        name: value for name, value in production["services"]["odoo"]["environment"].items() if name.startswith("ODOO_")
    }
    got = options_of(**environment)
    assert got["addons_path"] == [str(ROOT / "addons")]
    assert got["server_wide_modules"] == options["server_wide_modules"].split(",")
    assert (got["http_port"], got["gevent_port"]) == (options.getint("http_port"), options.getint("gevent_port"))
    assert (got["workers"], got["proxy_mode"], got["http_interface"]) == (4, True, "0.0.0.0")
    assert got["admin_passwd"] == SECRETS["ODOO_MASTER_PASSWORD"]
    assert got["list_db"] is False
    assert got["with_demo"] is False


def test_queue_job_is_loaded_server_wide(options):
    assert options["server_wide_modules"].split(",") == ["base", "rpc", "web", "queue_job"]


def test_proxy_leads_the_websocket_to_the_evented_port(production, options):
    caddyfile = (ROOT / "config" / "Caddyfile").read_text()
    websocket, rest = re.findall(r"reverse_proxy (\S+)", caddyfile)
    assert "@websocket path /websocket" in caddyfile
    assert websocket == f"odoo:{options['gevent_port']}"
    assert rest == f"odoo:{options['http_port']}"
    assert production["services"]["odoo"]["expose"] == [options["http_port"], options["gevent_port"]]


def test_every_lasting_service_has_a_health_check_and_keeps_its_data(production):
    for name in ("postgres", "odoo", "proxy"):
        assert production["services"][name]["healthcheck"]["test"], name
        assert production["services"][name]["volumes"], name


def test_simulator_runs_only_under_the_demo_profile(production):
    services = compose("config", "--services", **SECRETS).stdout.split()
    assert "simulator" not in services or production["services"]["simulator"]["profiles"] == ["demo"]
    with_demo = compose("--profile", "demo", "config", "--services", **SECRETS).stdout.split()
    assert "simulator" in with_demo


def test_demo_log_ins_come_from_demo_data_only():
    for manifest_path in (ROOT / "addons").glob("*/__manifest__.py"):
        for path in manifest_path.parent.rglob("*.xml"):
            if "demo" not in path.relative_to(ROOT).parts:
                assert 'name="login">cs_' not in path.read_text(), path
