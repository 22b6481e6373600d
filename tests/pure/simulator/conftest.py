# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One simulator and one business for all tests of this folder, reset for each test."""

import pytest
from simulator_served import Business, start_simulator


@pytest.fixture(scope="session")
def business_session():
    business = Business()
    yield business
    business.served.stop()


@pytest.fixture(scope="session")
def api_session():
    served, api = start_simulator()
    yield api
    api.http.close()
    served.stop()


@pytest.fixture
def api(api_session):
    """A simulator in its initial state, without delays."""
    api_session.sim("reset")
    api_session.sim("config", status_delay=0, retry_base=0.02, retry_max=0.05)
    return api_session


@pytest.fixture
def business(api, business_session):
    """A business whose webhook is subscribed for the first number."""
    api.subscribe(business_session.url)
    business_session.forget()
    return business_session


@pytest.fixture
def chatting(api, business):
    """The API, with the customer service window of Siti open and nothing recorded."""
    api.inbound(payload={"body": "Halo"})
    api.flush()
    business.forget()
    return api
