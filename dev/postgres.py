"""A private PostgreSQL: a cluster in the data folder, reached through a unix socket only, so no password and no port.

Whoever uses the cluster holds a shared lock on one file; Odoo inherits it. So the cluster can be stopped exactly
when nobody holds the lock any more, whatever happened to the processes that used it.
"""

import fcntl
import json
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

from .progress import Trouble, note
from .settings import DB_USER, data_dir, socket_dir
from .shell import locked, need_space, run
from .system import postgres_binaries

PORT = 5432
# One computer, many databases that can be made again: commits still reach the disk, the rest is generous.
OPTIONS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 200,
    "shared_buffers": "256MB",
    "checkpoint_timeout": "15min",
    "max_wal_size": "2GB",
    "log_min_messages": "warning",
}
_held = None


def ensure_running() -> None:
    """Make the cluster if needed and start it; this process then counts as a user of it."""
    _hold()
    with locked(data_dir() / "postgres.start.lock"):
        if not _cluster().exists():
            _create()
        if not is_running():
            _start()


def lock_fd() -> int:
    """The file descriptor to pass on to a process that goes on using the cluster."""
    return _held.fileno()


def release() -> None:
    """Stop using the cluster, and stop it when nobody else uses it."""
    global _held
    if _held is not None:
        _held.close()
        _held = None
        stop_if_unused()


def stop_if_unused() -> None:
    """Stop the cluster unless somebody holds its lock."""
    path = data_dir() / "postgres.lock"
    if not path.exists():
        return
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if is_running():
            _pg_ctl("stop", "-m", "fast")


def connection() -> dict:
    """The environment variables by which PostgreSQL's programs, psycopg2 and Odoo find the cluster."""
    return {"PGHOST": str(socket_dir()), "PGPORT": str(PORT), "PGUSER": DB_USER}


def sql(statement: str, database: str = "postgres") -> list[str]:
    """Run one statement and return the rows, columns separated by ``|``."""
    program = postgres_binaries() / "psql"
    command = [program, "-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement]
    return run(command, env={**os.environ, **connection()}).splitlines()


def databases() -> list[str]:
    """The names of all databases."""
    return sql("SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'")


def copy(source: str, target: str) -> None:
    """Copy a database that nobody is connected to."""
    sql(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop(name: str) -> None:
    """Drop a database, and whoever is connected to it."""
    sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def rename(name: str, new_name: str) -> None:
    """Rename a database that nobody is connected to."""
    sql(f'ALTER DATABASE "{name}" RENAME TO "{new_name}"')


def note_on(database: str) -> dict:
    """What `set_note` wrote beside the database; empty for a database that somebody else made."""
    text = "".join(sql(f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{database}'"))
    return json.loads(text) if text.startswith("{") else {}


def set_note(database: str, values: dict) -> None:
    """Keep a few values beside a database (its comment); a copy does not inherit them."""
    text = json.dumps(values, sort_keys=True).replace("'", "''")
    sql(f"COMMENT ON DATABASE \"{database}\" IS '{text}'")


def is_running() -> bool:
    """Whether the cluster's server runs."""
    return _cluster().exists() and subprocess.run(_as_postgres(_pg_ctl_command("status")), capture_output=True).returncode == 0


def _cluster() -> Path:
    return data_dir() / f"postgres-{postgres_binaries().parent.name}"


def _hold() -> None:
    global _held
    if _held is None:
        data_dir().mkdir(parents=True, exist_ok=True)
        lock = (data_dir() / "postgres.lock").open("w")
        fcntl.flock(lock, fcntl.LOCK_SH)
        _held = lock


def _create() -> None:
    note("creating the cluster")
    need_space(data_dir(), 2)
    _reachable_by_postgres(data_dir())
    making = _cluster().with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    _own(making)
    options = ["--username", DB_USER, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"]
    run(_as_postgres([postgres_binaries() / "initdb", "-D", making, *options]), cwd="/")
    making.rename(_cluster())


def _start() -> None:
    note("starting PostgreSQL")
    folder = socket_dir()
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in (os.geteuid(), _postgres_id()):
        raise Trouble(f"{folder} belongs to somebody else: set INNOVASIA_DATA to a folder of yours with a short path.")
    folder.chmod(0o700)
    _own(folder)
    options = " ".join(f"-c {name}='{value}'" for name, value in {**OPTIONS, "unix_socket_directories": folder}.items())
    log = _cluster() / "server.log"
    try:
        _pg_ctl("start", "-w", "-t", "60", "-l", str(log), "-o", options)
    except Trouble as trouble:
        said = "\n".join(log.read_text(errors="replace").splitlines()[-10:]) if log.exists() else ""
        raise Trouble(f"PostgreSQL does not start:\n{said or trouble}") from None


def _pg_ctl(*arguments: str) -> None:
    # pg_ctl hands its stdout on to the server, which would keep a pipe open for ever.
    log = data_dir() / "pg_ctl.log"
    with log.open("w") as output:
        command = _as_postgres(_pg_ctl_command(*arguments))
        code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/").returncode
    if code:
        raise Trouble(f"PostgreSQL: pg_ctl {arguments[0]} failed:\n{log.read_text()}")


def _pg_ctl_command(*arguments: str) -> list:
    return [postgres_binaries() / "pg_ctl", "-D", _cluster(), *arguments]


def _as_postgres(command: list) -> list[str]:
    """PostgreSQL refuses to run as root: run it as the user of Debian's package then."""
    prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    return [*prefix, *map(str, command)]


def _postgres_id() -> int:
    return pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else os.geteuid()


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def _reachable_by_postgres(folder: Path) -> None:
    """:raises Trouble: when the user postgres cannot walk down to the folder"""
    if os.geteuid() != 0:
        return
    for parent in (folder, *folder.parents):
        if not parent.stat().st_mode & 0o001:
            raise Trouble(
                f"PostgreSQL cannot reach {folder}: {parent} is closed to other users. Set INNOVASIA_DATA to another folder."
            )


def wait_for_no_connection(database: str, seconds: float = 10) -> None:
    """Wait until the last connection to a database is closed, so that it can be copied or renamed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if sql(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'") == ["0"]:
            return
        time.sleep(0.1)
