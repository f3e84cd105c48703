"""The only way to a language model over the network, and the only module that knows litellm and tenacity.

litellm takes seconds to import, so that happens inside `_library` alone. Its own retries are off; tenacity repeats
a named list of faults. No text a provider sends with an error is passed on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from briefing.errors import BadReply, ModelError, SettingError, WrongKey
from briefing.model.chat import ChatModel, CutOff, Message, Reply, Request
from briefing.model.completion import Malformed, decimal, read
from briefing.model.refusals import TryAgain, explain
from briefing.settings import hand_down

__all__ = ["ChatModel", "CutOff", "LiteLLM", "Message", "Reply", "Request", "count_tokens", "estimate"]

# Providers that litellm reaches with its own HTTP handler although it lists them as OpenAI-compatible.
_OWN_HANDLER = frozenset(
    {
        *("azure_ai", "cometapi", "deepseek", "edenai", "fireworks_ai", "groq"),
        *("heroku", "hosted_vllm", "minimax", "ragflow", "together_ai", "xai"),
    }
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call may take. Seconds, except `retries`: how often a passing fault is asked again."""

    timeout: float = 120.0  # of one exchange, body included
    deadline: float = 300.0  # of all of a call's exchanges and the waits between them
    retries: int = 3
    longest_wait: float = 30.0  # between two exchanges, unless the provider asks for another


class LiteLLM:
    """Any model litellm can reach. Safe to call from several threads.

    `model` is litellm's name ("gpt-4o", "anthropic/claude-…"); with `api_base` and no provider in front, an
    OpenAI-compatible server is meant. An empty `key` leaves the provider's own environment variable to litellm.
    """

    def __init__(
        self,
        model: str,
        *,
        api_base: str = "",
        key: str = "",
        patience: Patience | None = None,
        allow_substitute: bool = False,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.name = model
        self._api_base = api_base
        self._key = key
        self._patience = patience or Patience()
        self._allow_substitute = allow_substitute
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._line: _Line | None = None

    def __repr__(self) -> str:
        return f"LiteLLM({self.name!r})"

    def complete(self, request: Request) -> Reply:
        """Answer `request` with this model.

        Raises ModelUnreachable, WrongKey, QuotaExhausted, RequestRefused, BadReply, or CutOff when the answer
        reached `max_tokens` (`briefing.model.meter.Enlarging` asks once more with twice as many).
        """
        line = self._connect()
        started = time.monotonic()
        try:
            return self._repeated(line, request, started)
        except TryAgain as fault:
            final = fault.final
        raise final

    def close(self) -> None:
        """Close the connections."""
        if self._line is not None:
            self._line.wire.close()

    def _connect(self) -> _Line:
        with self._lock:
            if self._line is None:
                self._line = _line(self.name, self._api_base, self._key)
            return self._line

    def _repeated(self, line: _Line, request: Request, started: float) -> Reply:
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, stop_before_delay
        from tenacity.wait import wait_exponential_jitter

        patience = self._patience
        backoff = wait_exponential_jitter(initial=1, max=patience.longest_wait, jitter=1)

        def wait(state: Any) -> float:
            fault = state.outcome.exception()
            asked = fault.wait if isinstance(fault, TryAgain) else None
            return float(backoff(state)) if asked is None else asked

        return Retrying(
            retry=retry_if_exception_type(TryAgain),
            stop=stop_after_attempt(patience.retries + 1) | stop_before_delay(patience.deadline),
            wait=wait,
            sleep=self._pause,
            reraise=True,
        )(self._once, line, request, started)

    def _once(self, line: _Line, request: Request, started: float) -> Reply:
        left = self._patience.deadline - (time.monotonic() - started)
        seconds = max(0.001, min(self._patience.timeout, left))
        line.wire.begin(seconds)
        fault: Exception
        try:
            response = line.send(request, seconds)
            return read(response, request, line.price(response), allow_substitute=self._allow_substitute)
        except ModelError:
            raise
        except Malformed as malformed:
            fault = self._malformed(malformed.what)
        except Exception as error:
            fault = self._explained(error, line)
        raise fault  # outside the handler: the provider's text must not travel along as its context

    def _explained(self, error: Exception, line: _Line) -> Exception:
        if line.wire.status == 200:
            return self._malformed("a reply that isn't a chat completion")
        return explain(error, line.wire.status, self.name, line.address, self._clock())

    def _malformed(self, what: str) -> TryAgain:
        return TryAgain(BadReply(f"{self.name!r} sent {what}", "Try again, or use another model or server."))


@dataclass(frozen=True, slots=True)
class _Line:
    """The library, ready to send to one model."""

    litellm: Any
    wire: Any
    client: Any
    model: str
    provider: str
    api_base: str | None
    key: str | None

    @property
    def address(self) -> str:
        """Host and port, without whatever else an address may hold."""
        parts = urlsplit(self.api_base or "")
        return parts.netloc.rpartition("@")[2] or self.provider

    def send(self, request: Request, seconds: float) -> Any:
        return self.litellm.completion(
            model=self.model,
            custom_llm_provider=self.provider,
            messages=[{"role": message.role, "content": message.content} for message in request.messages],
            temperature=request.temperature,
            max_tokens=request.max_tokens,
            api_base=self.api_base,
            api_key=self.key,
            client=self.client,
            timeout=seconds,
            max_retries=0,
            num_retries=0,
            drop_params=True,
            **_format(request),
        )

    def price(self, response: Any) -> Decimal | None:
        """What the response cost (US dollars), None for a model without a known price."""
        try:
            return decimal(self.litellm.completion_cost(completion_response=response, model=self.model))
        except Exception:  # litellm raises bare exceptions for a model it has no price of
            return None


def _format(request: Request) -> dict[str, Any]:
    if request.schema is None:
        return {}
    inner = {"name": request.schema_name, "strict": True, "schema": dict(request.schema)}
    return {"response_format": {"type": "json_schema", "json_schema": inner}}


def _line(name: str, api_base: str, key: str) -> _Line:
    from briefing.model.wire import Wire

    litellm = _library()
    model, provider, found_key, found_base = _provider(litellm, name, api_base, key)
    wire = Wire()
    base, secret = found_base or api_base or None, found_key or key or None
    client = _client(litellm, wire, provider, base, secret)
    return _Line(litellm, wire, client, model, provider, base, secret)


def _provider(litellm: Any, name: str, api_base: str, key: str) -> tuple[str, str, str | None, str | None]:
    known = "/" in name or not api_base
    try:
        model, provider, found_key, base = litellm.get_llm_provider(
            name, custom_llm_provider=None if known else "openai", api_base=api_base or None, api_key=key or None
        )
    except Exception:
        raise SettingError(
            f"no provider is known for the model {name!r}",
            "Put the provider in front (openai/…, anthropic/…), or give --api-base for a server of your own.",
        ) from None
    return model, provider, found_key, base


def _client(litellm: Any, wire: Any, provider: str, base: str | None, key: str | None) -> Any:
    """The client object litellm wants for this provider, made so that every request goes through our wire."""
    if not _speaks_openai(litellm, provider):
        from litellm.llms.custom_httpx.http_handler import HTTPHandler

        return HTTPHandler(client=wire.client)
    from openai import OpenAI, OpenAIError

    secret = key or ("none" if base else None)  # a server of one's own often has no key, and the SDK insists on one
    try:
        return OpenAI(api_key=secret, base_url=base, http_client=wire.client, max_retries=0)
    except OpenAIError:
        raise WrongKey(
            f"no key for {provider!r}", "Set the provider's own key (OPENAI_API_KEY and the like), or BRIEFING_API_KEY."
        ) from None


def _speaks_openai(litellm: Any, provider: str) -> bool:
    if provider in _OWN_HANDLER:
        return False
    return provider in {"openai", "custom_openai"} or provider in litellm.openai_compatible_providers


def _library() -> Any:
    """Import litellm: quiet, with the price list it carries (it would fetch one) and without reading a `.env`."""
    hand_down({"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "CRITICAL", "LITELLM_MODE": "PRODUCTION"})
    import litellm

    litellm.suppress_debug_info = True
    litellm.telemetry = False
    litellm.disable_hf_tokenizer_download = True
    return litellm


def estimate(model: str, prompt_text: str, max_tokens: int) -> Decimal | None:
    """Return what a call may cost at most (US dollars), None for a model without a known price.

    The prompt's tokens are counted and a fifth added, because another model's tokenizer may give more.
    """
    litellm = _library()
    tokens = count_tokens(model, prompt_text) * 6 // 5 + 1
    try:
        parts = litellm.cost_per_token(model=model, prompt_tokens=tokens, completion_tokens=max_tokens)
    except Exception:  # litellm raises bare exceptions for a model it has no price of
        return None
    return decimal(sum(Decimal(str(part)) for part in parts))


def count_tokens(model: str, text: str) -> int:
    """Return the text's tokens by the model's tokenizer where litellm carries it, else characters / 4 rounded up."""
    try:
        return int(_library().token_counter(model=model, text=text))
    except Exception:  # an unknown model must not stop a dry run
        return -(-len(text) // 4)
