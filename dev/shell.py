"""Run other programs; turn their failures into one sentence."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import time
from collections import deque
from contextlib import contextmanager
from pathlib import Path

from .progress import Trouble, note, say

NO_NETWORK = re.compile(
    r"Temporary failure resolving|Could not resolve|Name or service not known|Network is unreachable"
    r"|Failed to establish a new connection|Could not connect to|Unable to connect|Connection timed out"
    r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|dns error|error sending request|Failed to fetch",
    re.IGNORECASE,
)
NO_SPACE = re.compile(r"No space left on device|ENOSPC|not enough free space", re.IGNORECASE)


def run(command, *, env=None, cwd=None, watch=None, network=False) -> str:
    """Run a program quietly and return what it printed (stdout and stderr).

    :param network: the program fetches something, so a failure may be the network's
    :param watch: called with every line; a text it returns becomes the progress note
    :raises Trouble: when it cannot be started or fails
    """
    command = [str(part) for part in command]
    try:
        process = subprocess.Popen(
            command, env=env, cwd=cwd, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except FileNotFoundError:
        raise Trouble(f"The program {command[0]} is missing on this machine.") from None
    lines = deque(maxlen=20000)
    try:
        for line in process.stdout:
            lines.append(line)
            if watch and (doing := watch(line)):
                note(doing)
    except BaseException:
        process.terminate()
        raise
    finally:
        process.wait()
    output = "".join(lines)
    if process.returncode:
        raise Trouble(explain(command, process.returncode, output, network))
    return output


def explain(command, code: int, output: str, network: bool = False) -> str:
    """The sentence for a failed program: no network, no disk, or its own last lines."""
    if NO_SPACE.search(output):
        return "The disk is full: free some space (`make clean` removes this project's caches) and run the command again."
    if network and NO_NETWORK.search(output):
        return "The network cannot be reached: check the connection and run the command again; it goes on where it stopped."
    last = "\n".join(f"  {line}" for line in output.strip().splitlines()[-15:])
    name = " ".join(Path(part).name for part in command[:3])
    return f"`{name}` failed with exit code {code}. It said last:\n{last}"


def need_space(folder: Path, gigabytes: float) -> None:
    """:raises Trouble: when the disk that holds ``folder`` has less than that free"""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / 1e9
    if free < gigabytes:
        raise Trouble(f"Not enough disk space: {folder} has {free:.1f} GB free, {gigabytes:.0f} GB are needed.")


def need_free_port(port: int, variable: str) -> None:
    """:raises Trouble: when something listens on the port already"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Trouble(f"Port {port} is reserved for root: choose another with {variable}=...") from None
        except OSError:
            raise Trouble(
                f"Port {port} is in use by another program: stop that one or choose another port with {variable}=..."
            ) from None


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def locked(path: Path):
    """Let one process at a time make something; the others wait and say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("      waiting for another run that is making the same thing")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prune(folders, keep: int = 2) -> None:
    """Remove all but the newest folders (by the time of their last use)."""
    for old in sorted(folders, key=lambda folder: folder.stat().st_mtime, reverse=True)[keep:]:
        shutil.rmtree(old, ignore_errors=True)


def touch(folder: Path) -> None:
    """Mark a cached folder as just used."""
    os.utime(folder)


def wait_until(check, seconds: float, pause: float = 0.1) -> bool:
    """Call ``check`` until it is true; false when the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(pause)
    return False
