"""One question to the model: a released prompt filled in, the reply parsed into its form, kept under its own key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from briefing.analyst.views import fence
from briefing.digest import of_json
from briefing.drafts import schema
from briefing.model.chat import ChatModel, Message, Request
from briefing.model.structured import Check, Replies, ask
from briefing.prompts import PromptStore
from briefing.threads import threads

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Question:
    """A call to make, and the key its reply is kept under: prompt, input, model and settings by digest."""

    request: Request
    key: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks one chat model. Replies are kept by (prompt, input, model), so the same question is asked once."""

    model: ChatModel
    store: PromptStore
    replies: Replies | None

    def question(self, name: str, form: type[BaseModel], subject: str, inputs: dict[str, Any]) -> Question:
        """Return the call that `ask` would make, without making it."""
        prompt = self.store.active(name)
        messages = self.store.render(prompt, **inputs, fence=fence(inputs))
        request = Request(
            model=self.model.name,
            messages=tuple(Message(role, content) for role, content in messages),
            schema=schema(form),
            schema_name=form.__name__,
            temperature=float(prompt.config.get("temperature", 0)),
            max_tokens=int(prompt.config.get("max_tokens", 4096)),
            label=f"{prompt.reference} {subject}",
            prompt=prompt.id,
            subject=subject,
            prompt_digest=prompt.digest,
            input_digest=of_json(inputs),
        )
        key = of_json({"prompt": prompt.digest, "input": request.input_digest, "request": request.digest})
        return Question(request, key)

    def ask(
        self,
        name: str,
        form: type[T],
        subject: str,
        inputs: dict[str, Any],
        *,
        check: Check[T] | None = None,
        wish: Check[T] | None = None,
    ) -> T:
        """Return the model's answer in the given form, from the kept replies where it is there."""
        asked = self.question(name, form, subject, inputs)
        return ask(self.model, asked.request, form, check, self.replies, asked.key, wish).value

    def ask_aside(
        self,
        name: str,
        form: type[T],
        subject: str,
        inputs: dict[str, Any],
        *,
        check: Check[T] | None = None,
        wish: Check[T] | None = None,
    ) -> T:
        """Ask in a thread: in the main one litellm leaves an event loop that complains as the program ends."""
        with threads(1) as pool:
            return pool.submit(self.ask, name, form, subject, inputs, check=check, wish=wish).result()
