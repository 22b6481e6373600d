"""Files are fetched from WhatsApp's hosts only, with the token, and never beyond the limit."""

import pytest
from wire.errors import Policy
from wire.graph_client import MEDIA_HOSTS, DownloadRefused, GraphClient, GraphError
from wire.graph_download import is_allowed

META = "https://graph.facebook.com"


@pytest.fixture
def client(graph):
    with GraphClient(graph.url, "v23.0", "token-1", timeout=(2, 1)) as client:
        yield client


@pytest.mark.parametrize(
    "url",
    [
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
        "https://LOOKASIDE.fbsbx.com/x",
        "https://lookaside.fbsbx.com:443/x",
        "https://mmg.whatsapp.net/d/f/x.enc",
        "https://scontent.xx.fbcdn.net/x",
        "https://media-cgk1-1.cdn.whatsapp.net/x",
        "https://graph.facebook.com/v23.0/x",
    ],
)
def test_host_of_whatsapp_is_allowed(url):
    assert is_allowed(url, META, MEDIA_HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "http://lookaside.fbsbx.com/x",
        "https://evil.example/x",
        "https://evilfbcdn.net/x",
        "https://fbcdn.net.evil.example/x",
        "https://fbcdn.net/x",
        "https://lookaside.fbsbx.com.evil.example/x",
        "https://lookaside.fbsbx.com@evil.example/x",
        "https://user:pw@lookaside.fbsbx.com/x",
        "https://evil.example#@lookaside.fbsbx.com/x",
        "https://evil.example\\@lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://lookaside.fbsbx.com\n.evil.example/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[broken/x",
        "https://lookaside.fbsbx.com:port/x",
        "http://graph.facebook.com/x",
        "https://graph.facebook.com:8443/x",
        "file:///etc/passwd",
        "ftp://lookaside.fbsbx.com/x",
        "//lookaside.fbsbx.com/x",
        "lookaside.fbsbx.com",
        "https://",
        "",
    ],
)
def test_any_other_host_is_refused(url):
    assert not is_allowed(url, META, MEDIA_HOSTS)


def test_simulator_is_allowed_at_its_own_port_only():
    simulator = "http://127.0.0.1:8070"
    assert is_allowed("http://127.0.0.1:8070/media/1", simulator, MEDIA_HOSTS)
    for url in ("http://127.0.0.1:8069/x", "https://127.0.0.1:8070/x", "http://localhost:8070/x"):
        assert not is_allowed(url, simulator, MEDIA_HOSTS)


def test_refused_address_is_never_asked(graph, client):
    with pytest.raises(DownloadRefused):
        client.download("http://127.0.0.1:1/x", MEDIA_HOSTS, 100)
    assert graph.asked == []


def test_file_is_fetched_with_the_token(graph, client):
    graph.will(b"\xff\xd8\xff jpeg", headers={"Content-Type": "image/jpeg; charset=binary"})
    assert client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100) == (b"\xff\xd8\xff jpeg", "image/jpeg")
    assert graph.asked[0].headers["Authorization"] == "Bearer token-1"


def test_file_of_exactly_the_limit_is_kept(graph, client):
    graph.will(b"x" * 100)
    assert len(client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100)[0]) == 100


def test_file_that_says_it_is_too_large_is_refused(graph, client):
    graph.will(b"x" * 101)
    with pytest.raises(DownloadRefused, match="larger than"):
        client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100)


def test_file_that_does_not_say_its_size_is_cut_off_at_the_limit(graph, client):
    graph.will(b"x" * 500_000, headers={"Content-Length": "none", "Connection": "close"})
    with pytest.raises(DownloadRefused, match="larger than"):
        client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 1_000)


def test_redirect_to_another_host_is_refused(graph, client):
    graph.will(b"", status=302, headers={"Location": "https://evil.example/x"})
    with pytest.raises(DownloadRefused, match="another host"):
        client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100)
    assert len(graph.asked) == 1


def test_redirect_on_the_same_host_is_followed(graph, client):
    graph.will(b"", status=302, headers={"Location": "/media/2"})
    graph.will(b"here")
    assert client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100)[0] == b"here"
    assert graph.asked[1].path == "/media/2"


def test_redirects_end(graph, client):
    graph.will(b"", status=302, headers={"Location": "/media/1"})
    with pytest.raises(DownloadRefused, match="without end"):
        client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100)


@pytest.mark.parametrize(("status", "policy"), [(404, Policy.FAIL), (401, Policy.STOP_ACCOUNT), (503, Policy.RETRY)])
def test_missing_file_is_an_error_with_its_status(graph, client, status, policy):
    graph.will(b"no", status=status)
    with pytest.raises(GraphError) as caught:
        client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100)
    assert (caught.value.http_status, caught.value.policy) == (status, policy)


@pytest.mark.parametrize("script", [{"truncate": True}, {"reset": True}, {"slow": 1.3}], ids=str)
def test_half_a_file_is_never_taken_for_a_whole_one(graph, client, script):
    graph.will(b"x" * 80, **script)
    with pytest.raises(GraphError) as caught:
        client.download(f"{graph.url}/media/1", MEDIA_HOSTS, 100)
    assert caught.value.policy is Policy.RETRY
