"""What can go wrong between here and the Graph API, as typed exceptions. None of them ever holds a token."""

from __future__ import annotations

from .errors import Policy, policy_for


class GraphError(Exception):
    """Graph refused the request. ``code`` and ``subcode`` are Graph's, ``policy`` says what to do."""

    def __init__(
        self,
        title: str,
        *,
        code: int | None = None,
        subcode: int | None = None,
        http_status: int | None = None,
        details: str | None = None,
        fbtrace_id: str | None = None,
        policy: Policy | None = None,
    ) -> None:
        super().__init__(title)
        self.title = title
        self.code = code
        self.subcode = subcode
        self.http_status = http_status
        self.details = details
        self.fbtrace_id = fbtrace_id
        self.policy = policy or policy_for(code, http_status)

    def __str__(self) -> str:
        text = f"{self.title}: {self.details}" if self.details and self.details != self.title else self.title
        return f"{text} ({self.code})" if self.code is not None else text


class NotSent(GraphError):
    """The request certainly did not reach Graph: no connection, no such host. Safe to send again."""

    def __init__(self, title: str, *, policy: Policy = Policy.RETRY) -> None:
        super().__init__(title, policy=policy)


class OutcomeUnknown(GraphError):
    """The request went out and no answer came back: it may have been carried out. Never send again blindly."""

    def __init__(self, title: str, *, http_status: int | None = None) -> None:
        super().__init__(title, http_status=http_status, policy=Policy.UNKNOWN_OUTCOME)


class DownloadRefused(GraphError):
    """A file was not fetched, because of where it lies or of how large it is."""

    def __init__(self, title: str) -> None:
        super().__init__(title, policy=Policy.FIX_MESSAGE)
