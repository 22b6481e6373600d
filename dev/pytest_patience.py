"""pytest plugin of the stages with Odoo: tours have time on a machine that does other things as well.

Odoo gives a tour a minute, its first step ten seconds from when the scripts are there, and each of its requests 20
seconds until the others are over, for they share the test's cursor. The first page of a stage takes longer than
that by itself: all scripts and styles are put together for it. So a tour begins when its page shows something.
"""

from unittest.mock import patch

import pytest

#: Seconds.
A_TOUR, A_REQUEST = 240, 120
READY = "odoo.isTourReady('{}').then(() => Boolean(document.querySelector('.o_action_manager')?.childElementCount))"


@pytest.fixture(scope="session", autouse=True)
def patience():
    from odoo.tests import BaseCase, HttpCase

    start = HttpCase.start_tour

    def start_tour(self, url_path, tour_name, **options):
        start(self, url_path, tour_name, **{"timeout": A_TOUR, "ready": READY.format(tour_name), **options})

    with (
        patch.object(BaseCase, "test_cursor_lock_timeout", A_REQUEST),
        patch.object(HttpCase, "start_tour", start_tour),
    ):
        yield
