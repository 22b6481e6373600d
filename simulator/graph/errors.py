"""Graph's errors: code -> title, HTTP status, and whether Meta tells it at once or by a `failed` status."""

from starlette.responses import JSONResponse

from ..ids import trace_id

HREF = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

# code: (title, HTTP status, default details)
CODES = {
    0: ("AuthException", 401, "We were unable to authenticate the app user."),
    1: ("API Unknown", 400, "Invalid request or possible server error."),
    2: ("API Service", 503, "Temporary due to downtime or due to being overloaded."),
    3: ("API Method", 500, "Capability or permissions issue."),
    4: ("API Too Many Calls", 400, "The app has reached its API call rate limit."),
    10: ("API Permission Denied", 403, "Permission is either not granted or has been removed."),
    100: ("Invalid parameter", 400, "The request included one or more unsupported or misspelled parameters."),
    190: ("Access token has expired", 401, "Your access token has expired."),
    200: ("API Permission", 403, "Permission is either not granted or has been removed."),
    368: ("Temporarily blocked for policies violations", 403, "The account has been restricted or disabled."),
    80007: ("Rate limit issues", 400, "The WhatsApp Business Account has reached its rate limit."),
    130429: ("Rate limit hit", 400, "Message failed to send because there were too many messages sent from this phone number in a short period of time"),
    130472: ("User's number is part of an experiment", 400, "Failed to send message because this user's phone number is part of an experiment"),
    130497: ("Business account is restricted from messaging users in this country.", 403, "The business is restricted from messaging users in certain countries."),
    131000: ("Something went wrong", 500, "Message failed to send due to an unknown error."),
    131005: ("Access denied", 403, "Permission is either not granted or has been removed."),
    131008: ("Required parameter is missing", 400, "The request is missing a required parameter."),
    131009: ("Parameter value is not valid", 400, "One or more parameter values are invalid."),
    131016: ("Service unavailable", 500, "A service is temporarily unavailable."),
    131021: ("Recipient cannot be sender", 400, "Sender and recipient phone number is the same."),
    131026: ("Message undeliverable", 400, "Message Undeliverable."),
    131031: ("Business Account locked", 403, "Your account has been locked."),
    131037: ("WhatsApp provided number needs display name approval before message can be sent.", 400, "The number does not have an approved display name."),
    131042: ("Business eligibility payment issue", 400, "Message failed to send because there were one or more errors related to your payment method."),
    131045: ("Incorrect certificate", 500, "Message failed to send due to a phone number registration error."),
    131047: ("Re-engagement message", 400, "Message failed to send because more than 24 hours have passed since the customer last replied to this number."),
    131048: ("Spam rate limit hit", 400, "Message failed to send because there are restrictions on how many messages can be sent from this phone number."),
    131049: ("This message was not delivered to maintain healthy ecosystem engagement.", 400, "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."),
    131050: ("User has stopped marketing messages", 400, "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business."),
    131051: ("Unsupported message type", 400, "Unsupported message type."),
    131052: ("Media download error", 400, "Unable to download the media sent by the user."),
    131053: ("Media upload error", 400, "Unable to upload the media used in the message."),
    131055: ("Method not allowed", 400, "Method not allowed."),
    131056: ("(Business Account, Consumer Account) pair rate limit hit", 400, "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time"),
    131057: ("Account in maintenance mode", 500, "Business Account is in maintenance mode."),
    131064: ("Message blocked by the business account's restrictions", 400, "The message was blocked because of restrictions on the account."),
    132000: ("Number of parameters does not match the expected number of params", 400, "The number of variable parameter values included in the request did not match the number of variable parameters defined in the template."),
    132001: ("Template name does not exist in the translation", 404, "The template does not exist in the specified language or the template has not been approved."),
    132005: ("Translated text too long", 400, "Translated text is too long."),
    132007: ("Template Format Character Policy Violated", 400, "Template content violates a WhatsApp policy."),
    132008: ("Template Parameter Format Mismatch", 400, "A parameter value is formatted incorrectly."),
    132012: ("Parameter format does not match format in the created template", 400, "Variable parameter values formatted incorrectly."),
    132015: ("Template is paused", 400, "Template is paused due to low quality so it cannot be sent in a template message."),
    132016: ("Template is disabled", 400, "Template has been paused too many times due to low quality and is now permanently disabled."),
    132018: ("There is an issue with the parameters in your template", 400, "There is an issue with the template parameters."),
    132068: ("Flow is blocked", 400, "Flow is in blocked state."),
    132069: ("Flow is throttled", 400, "Flow is in throttled state and 10 messages using this flow were already sent in the last hour."),
    133000: ("Incomplete Deregistration", 500, "A previous deregistration attempt failed."),
    133004: ("Server Temporarily Unavailable", 503, "Server is temporarily unavailable."),
    133005: ("Two step verification PIN Mismatch", 400, "Two-step verification PIN incorrect."),
    133006: ("Phone number re-verification needed", 400, "Phone number needs to be verified before registering."),
    133008: ("Too Many two step verification PIN Guesses", 400, "Too many two-step verification PIN guesses for this phone number."),
    133010: ("Phone number not registered", 400, "Phone number not registered on the WhatsApp Business Platform."),
    133015: ("Please wait a few minutes before attempting to register this phone number", 400, "The phone number was recently deleted."),
    133016: ("Account register deregister rate limit exceeded", 400, "Registration or deregistration failed because there were too many attempts."),
}  # fmt: skip

# What Meta finds out only after it has answered the POST: told by a `failed` status.
ASYNCHRONOUS = {130472, 130497, 131000, 131026, 131042, 131047, 131048, 131049, 131050, 131052, 131053, 131064}


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
