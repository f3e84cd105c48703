"""What one question to a model is and what one answer is. No library of any provider is known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from briefing.digest import Json, of_json
from briefing.errors import BadReply


@dataclass(frozen=True, slots=True)
class Message:
    """One turn: `role` is "system", "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """One question. The last five fields say what it is for; they never reach the provider."""

    model: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Json] | None = None
    schema_name: str = "reply"
    temperature: float = 0.0
    max_tokens: int = 4096
    label: str = ""  # for people: "extract_claims.v1@9f31c0ab a1b2c3"
    prompt: str = ""  # "extract_claims.v1"
    subject: str = ""  # what is asked about: an article id, "brief", "lines 1-8"
    prompt_digest: str = ""  # of the prompt file
    input_digest: str = ""  # of what was put into it

    @property
    def text(self) -> str:
        """Everything the provider is sent that costs tokens, in one string."""
        turns = "\n".join(f"{message.role}: {message.content}" for message in self.messages)
        return turns if self.schema is None else f"{turns}\n{dict(self.schema)}"

    @property
    def digest(self) -> str:
        """The digest of all that may change the answer: model, messages, schema, temperature, length."""
        turns = [{"role": message.role, "content": message.content} for message in self.messages]
        return of_json(
            {
                "model": self.model,
                "messages": turns,
                "schema": self.schema,
                "schema_name": self.schema_name,
                "temperature": self.temperature,
                "max_tokens": self.max_tokens,
            }
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. Tokens and cost (US dollars) are None when the provider did not say: unknown is never zero."""

    text: str
    model: str
    finish: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost: Decimal | None = None


class ChatModel(Protocol):
    """Anything that answers a question."""

    @property
    def name(self) -> str:
        """The model's name, as a person would give it."""
        ...

    def complete(self, request: Request) -> Reply:
        """Answer, or raise one of `briefing.errors.ModelError`."""
        ...


class CutOff(BadReply):
    """An answer that ended at `max_tokens`. It is never parsed; what it used is in `reply`."""

    def __init__(self, request: Request, reply: Reply) -> None:
        super().__init__(
            f"{reply.model!r} was cut off after {request.max_tokens} tokens",
            "Use a model with longer answers, or shorter articles.",
        )
        self.reply = reply
