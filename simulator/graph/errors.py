"""Graph's errors as answers, and as elements of a `failed` status."""

from starlette.responses import JSONResponse

from ..ids import trace_id
from .codes import CODES

HREF = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"


class GraphError(Exception):
    """An error to be answered in Graph's JSON form."""

    def __init__(self, code, details=None, *, message=None, subcode=None, status=None, kind="OAuthException", extra=None):
        self.code = code
        title, default_status, default_details = CODES.get(code, (f"Error {code}", 400, f"Error {code}"))
        self.title = title
        self.details = details or default_details
        self.message = message or f"(#{code}) {title}"
        self.subcode = subcode
        self.status = status or default_status
        self.kind = kind
        self.extra = extra or {}
        self.with_data = message is None
        super().__init__(self.message)

    def body(self):
        """Return the error as Graph's JSON."""
        error = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        if self.with_data:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        error.update(self.extra)
        error["fbtrace_id"] = trace_id()
        return {"error": error}

    def response(self):
        """Return the HTTP answer."""
        headers = {}
        if self.status == 401:
            headers["WWW-Authenticate"] = f'OAuth "Facebook Platform" "invalid_token" "{self.message}"'
        return JSONResponse(self.body(), self.status, headers)


def status_error(code, details=None):
    """Return an element of a failed status' `errors`."""
    title, _status, default_details = CODES.get(code, (f"Error {code}", 400, f"Error {code}"))
    return {
        "code": code,
        "title": title,
        "message": title,
        "error_data": {"details": details or default_details},
        "href": HREF,
    }


def parameter_required(name):
    """Return the error for a missing top-level parameter."""
    return GraphError(100, message=f"(#100) The parameter {name} is required.")


def unknown_object(method, object_id):
    """Return the error for an object that is not there, or not this token's."""
    return GraphError(
        100,
        message=(
            f"Unsupported {method.lower()} request. Object with ID '{object_id}' does not exist, cannot be loaded due to "
            "missing permissions, or does not support this operation. Please read the Graph API documentation at "
            "https://developers.facebook.com/docs/graph-api"
        ),
        kind="GraphMethodException",
        subcode=33,
    )


def unknown_path(path):
    """Return the error for an edge that the object does not have."""
    return GraphError(2500, message=f"Unknown path components: /{path}")
