"""One HTTP exchange with Graph: sends the token, never shows it, and tells "not sent" from "who knows"."""

from __future__ import annotations

import ssl
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
import urllib3

from .clean import clean_text
from .errors import Policy
from .graph_errors import GraphError, NotSent, OutcomeUnknown
from .masking import mask

CONNECTIONS = 32
USER_AGENT = "Innovasia/1.0"
#: Graph's code for any wrong parameter, and its subcode when it is the object that is not there, or not this token's.
INVALID_PARAMETER, NO_SUCH_OBJECT = 100, 33
NEVER_SENT = (
    requests.exceptions.ConnectTimeout,
    requests.exceptions.ProxyError,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidHeader,
)


class BearerAuth(requests.auth.AuthBase):
    """The token as a header; set this way, a ``.netrc`` cannot replace it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Transport:
    """Requests with one token over one session."""

    def __init__(self, token: str, timeout: tuple[float, float], session: requests.Session) -> None:
        self._token = (token or "").strip()
        self.timeout = timeout
        self.session = session

    def call(self, method: str, url: str, secrets: tuple[str, ...] = (), **options) -> dict:
        """Return the JSON object that Graph answered.

        :param secrets: more strings to keep out of errors
        :raises GraphError: with Graph's code; :class:`NotSent`, :class:`OutcomeUnknown` without an answer
        """
        with self.request(method, url, secrets=secrets, **options) as response:
            try:
                answer = response.json()
            except (ValueError, RecursionError):
                answer = None
            status = response.status_code
        if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
            raise self._graph_error(answer["error"], status, secrets)
        if 200 <= status < 300:
            if isinstance(answer, dict):
                return answer
            raise _no_answer(method, "WhatsApp answered something that is not JSON.", status)
        if status in (502, 504):
            # A gateway lost the answer or gave up waiting; Graph behind it may well have done its work.
            raise _no_answer(method, "A gateway before WhatsApp did not pass on the answer.", status)
        raise GraphError(f"WhatsApp answered with HTTP status {status}.", http_status=status)

    def request(self, method: str, url: str, secrets: tuple[str, ...] = (), **options) -> requests.Response:
        """Return the response, whatever its status; redirects are not followed."""
        if not self._token.isascii() or not self._token.isprintable() or " " in self._token:
            raise NotSent("The access token holds characters that no token has.", policy=Policy.STOP_ACCOUNT)
        headers = {"User-Agent": USER_AGENT, **options.pop("headers", {})}
        options = {"timeout": self.timeout, "allow_redirects": False, "auth": BearerAuth(self._token), **options}
        try:
            return self.session.request(method, url, headers=headers, **options)
        except requests.RequestException as error:
            failure = self.failure(method, error, secrets)
        # Outside of the handler, and so without the cause: its request would carry the token along.
        raise failure

    def failure(self, method: str, error: Exception, secrets: tuple[str, ...] = ()) -> GraphError:
        """Return the typed error for an exchange that broke."""
        text = mask(error, self._token, *secrets)[:500]
        if isinstance(error, NEVER_SENT) or _failed_to_connect(error):
            return NotSent(f"WhatsApp could not be reached: {text}")
        return _no_answer(method, f"The connection to WhatsApp broke: {text}")

    def _graph_error(self, error: dict, status: int, secrets: tuple[str, ...]) -> GraphError:
        data = error.get("error_data")
        details = data.get("details") if isinstance(data, dict) else None
        details = details or error.get("error_user_msg")
        title = error.get("message") or error.get("error_user_title") or error.get("type")
        code, subcode = _integer(error.get("code")), _integer(error.get("error_subcode"))

        def shown(value: object) -> str:
            return mask(clean_text(value, 1_000), self._token, *secrets)

        return GraphError(
            shown(title) or f"WhatsApp answered with HTTP status {status}.",
            # Of an ID in the address that is not there, Graph's code says no more than of any wrong parameter.
            code=NO_SUCH_OBJECT if (code, subcode) == (INVALID_PARAMETER, NO_SUCH_OBJECT) else code,
            subcode=subcode,
            http_status=status,
            details=shown(details) or None,
            fbtrace_id=shown(error.get("fbtrace_id")) or None,
        )


def new_session() -> requests.Session:
    """Return a session that several threads may use at once; it never repeats a request by itself."""
    session = requests.Session()
    adapter = requests.adapters.HTTPAdapter(pool_maxsize=CONNECTIONS, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    # Graph needs no cookies, and a shared jar is the one part of a session that threads would fight over.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


def same_origin(url: str, api_url: str) -> bool:
    """Tell whether two addresses agree in scheme, host and port."""
    return origin(url) is not None and origin(url) == origin(api_url)


def origin(url: str) -> tuple[str, str, int | None] | None:
    """Return scheme, host and port of an address, or None when it is none or holds a user or a backslash."""
    if not isinstance(url, str) or "\\" in url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname or parts.username is not None or parts.password is not None:
        return None
    return parts.scheme, parts.hostname.rstrip("."), port


def _no_answer(method: str, text: str, status: int | None = None) -> GraphError:
    # Reading changes nothing, so it can be done again.
    if method == "GET":
        return GraphError(text, http_status=status, policy=Policy.RETRY)
    return OutcomeUnknown(text, http_status=status)


def _failed_to_connect(error: Exception) -> bool:
    """Tell whether the connection was never made, as opposed to lost."""
    if not isinstance(error, requests.exceptions.ConnectionError):
        return False
    cause = error.args[0] if error.args else None
    cause = getattr(cause, "reason", None) or cause
    if isinstance(cause, urllib3.exceptions.SSLError):
        return bool(cause.args) and isinstance(cause.args[0], ssl.SSLCertVerificationError)
    return isinstance(cause, (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError))


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
