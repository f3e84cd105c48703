"""What an exception of the model library means to a run: try again, or one of our errors.

Exceptions are told apart by class name and HTTP status, so that nothing is imported for it. Their text is never
passed on: a provider may echo the key or the prompt in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from email.utils import parsedate_to_datetime

from briefing.errors import ModelError, ModelUnreachable, QuotaExhausted, RequestRefused, WrongKey

_NO_QUOTA = ("insufficient_quota", "exceeded your current quota", "credit balance", "billing_hard_limit")
_TRANSIENT_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_TRANSIENT_CLASS = frozenset(
    {
        "RateLimitError",
        "Timeout",
        "APITimeoutError",
        "APIConnectionError",
        "ServiceUnavailableError",
        "InternalServerError",
        "BadGatewayError",
        "TimeoutException",
        "TransportError",
    }
)
_REFUSED_CLASS = frozenset(
    {"ContextWindowExceededError", "ContentPolicyViolationError", "UnsupportedParamsError", "RejectedRequestError"}
)


class TryAgain(Exception):
    """A fault that may pass. `final` is the error if it doesn't, `wait` the seconds the provider asked for."""

    def __init__(self, final: ModelError, wait: float | None = None) -> None:
        super().__init__(final.message)
        self.final = final
        self.wait = wait


def explain(error: Exception, status: int | None, model: str, address: str, now: float) -> ModelError | TryAgain:
    """Return what `error` comes to. `status`: of the HTTP reply, None without one; `now`: Unix seconds."""
    names = {kind.__name__ for kind in type(error).__mro__}
    told = f"{model!r} at {address}: {_said(error, status)}"
    lasting = _lasting(error, status, names, told)
    if lasting is not None:
        return lasting
    unreachable = ModelUnreachable(told, "Check the address and the network, or try again later.")
    if status in _TRANSIENT_STATUS or (status is None and names & _TRANSIENT_CLASS):
        return TryAgain(unreachable, retry_after(_headers(error), now))
    if status is None or status >= 500:
        return unreachable
    return RequestRefused(told, "Check the model's name and that it takes such requests.")


def _lasting(error: Exception, status: int | None, names: set[str], told: str) -> ModelError | None:
    """The error for a fault that waiting does not mend, None for any other."""
    if _spent(error):
        return QuotaExhausted(told, "The account has no quota left. Top it up, or use another key or model.")
    if status in {401, 403} or names & {"AuthenticationError", "PermissionDeniedError"}:
        return WrongKey(told, "Check the key, and that it may use this model.")
    if status is not None and 300 <= status < 400:
        return ModelUnreachable(told + " (a redirect)", "Give the address it redirects to as --api-base.")
    if names & _REFUSED_CLASS:
        return RequestRefused(told, "The request is too long, or the provider's filter refused it.")
    return None


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds a reply's headers ask to wait (RFC 9110: seconds or a date), None when they don't say.

    A date counts from the reply's own Date where it has one, else from `now` (Unix seconds).
    """
    folded = {str(name).casefold(): str(value).strip() for name, value in headers.items()}
    said = folded.get("retry-after", "")
    try:
        seconds = float(said)
    except ValueError:
        when = _unix(said)
        sent = _unix(folded.get("date", ""))
        seconds = math.nan if when is None else when - (now if sent is None else sent)
    return None if math.isnan(seconds) else max(0.0, seconds)


def _unix(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except ValueError:
        return None


def _headers(error: Exception) -> Mapping[str, str]:
    # The library keeps the real headers here; `error.response.headers` is empty.
    kept = getattr(error, "litellm_response_headers", None)
    if kept is None:
        kept = getattr(getattr(error, "response", None), "headers", None)
    return dict(kept.items()) if kept is not None and hasattr(kept, "items") else {}


def _spent(error: Exception) -> bool:
    text = " ".join(_texts(error)).casefold()
    return any(sign in text for sign in _NO_QUOTA)


def _texts(error: Exception) -> Iterable[str]:
    return (str(error), str(getattr(error, "code", "")), str(getattr(error, "body", "")))


def _said(error: Exception, status: int | None) -> str:
    kind = type(error).__name__
    return f"no answer ({kind})" if status is None else f"HTTP {status} ({kind})"
