"""Log-in codes: six digits out of a secret and the time."""

from __future__ import annotations

import hmac
import time

from odoo.addons.auth_totp.models.totp import hotp

#: Seconds of one time step. A code is good during its own step and the next: five to ten minutes.
STEP = 300


def current(key: bytes) -> str:
    """Return the code of the running step."""
    return f"{hotp(key, _step()):06}"


def is_valid(key: bytes, code: int | str) -> bool:
    """Tell whether the code belongs to the running step or to the one before."""
    code = str(code).zfill(6)
    # All are compared, each in constant time: how long it takes tells nothing.
    matches = [hmac.compare_digest(f"{hotp(key, step):06}".encode(), code.encode()) for step in (_step(), _step() - 1)]
    return any(matches)


def _step() -> int:
    return int(time.time() // STEP)
