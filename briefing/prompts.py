"""Prompts as files: numbered versions, locked by digest, rendered in a sandbox.

May not call a model, know what a prompt says, or change a released file. Blocks are roles; a value put
into a prompt is data and is never read as a template.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing import prompt_file, prompt_lock
from briefing.digest import of_json, of_text, short
from briefing.errors import EditedPrompt, MissingPrompt, PromptError

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

ROLES = ("system", "user")
State = Literal["active", "locked", "edited", "new"]


class Message(NamedTuple):
    """One rendered block."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of one prompt. `digest` covers its file and every partial it includes."""

    name: str
    version: int
    digest: str
    description: str
    model: str  # a role, resolved in settings
    config: Mapping[str, int | float]
    inputs: tuple[str, ...]
    output: str  # a class of briefing/drafts.py
    partials: tuple[str, ...]  # file names, those included by partials too
    types: Mapping[str, str] = field(repr=False)
    body: str = field(repr=False)

    @property
    def id(self) -> str:
        return f"{self.name}.v{self.version}"

    @property
    def reference(self) -> str:
        """How pages and receipts name it: "extract_claims.v1@9f31c0ab"."""
        return f"{self.id}@{short(self.digest)}"


class PromptStore:
    """A folder of `<name>.v<N>.prompt` files, `_partial.prompt` files and a `prompts.lock`, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._versions, self._partials = prompt_file.read_folder(folder)
        self._lock = prompt_lock.read(folder)
        self._engine: Environment | None = None
        self._parsed: dict[tuple[str, int], Prompt] = {}

    def names(self) -> tuple[str, ...]:
        """The prompts' names, sorted."""
        return tuple(sorted({name for name, _ in self._versions}))

    def active(self, name: str) -> Prompt:
        """The version in use; MissingPrompt for an unknown name, PromptError for one never locked."""
        if name not in self._lock.active and name in self.names():
            raise PromptError(f"prompt {name!r} has no active version", "run `briefing prompts lock`")
        return self.get(name, self._lock.active.get(name, 1))

    def get(self, name: str, version: int) -> Prompt:
        """One version; MissingPrompt without a file, EditedPrompt when its digest is not the locked one."""
        prompt = self._parse(name, version)
        if self.state(prompt) == "edited":
            raise EditedPrompt(
                f"prompt {prompt.id!r} was changed after it was locked", prompt_lock.copy_hint(prompt.id)
            )
        return prompt

    def all(self) -> tuple[Prompt, ...]:
        """Every version by name and number, edited ones included: what a list shows."""
        return tuple(self._parse(name, version) for name, version in self._versions)

    def state(self, prompt: Prompt) -> State:
        """Where a version stands against the lock."""
        locked = self._lock.prompts.get(prompt.id)
        if locked is None:
            return "new"
        if locked != prompt.digest:
            return "edited"
        return "active" if self._lock.active.get(prompt.name) == prompt.version else "locked"

    def text(self, name: str, version: int) -> str:
        """A version's file as it stands; MissingPrompt without one."""
        if (name, version) not in self._versions:
            raise self._missing(name, version)
        return self._versions[name, version]

    def render(self, prompt: Prompt, **inputs: object) -> tuple[Message, ...]:
        """Fill a prompt, system block first.

        Raises PromptError when an input is missing, unknown or of another type, or when the template fails.
        """
        from jinja2 import TemplateError

        prompt_file.check_values(prompt.id, prompt.types, inputs)
        template = self._environment().from_string(prompt.body)
        context = template.new_context(dict(inputs))
        try:
            filled = {role: "".join(template.blocks[role](context)) for role in ROLES if role in template.blocks}
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise PromptError(f"prompt {prompt.id!r} can't be filled: {error}", "mend it in a new version") from error
        return tuple(Message(role, text.strip()) for role, text in filled.items())

    def verify(self) -> None:
        """Hold the folder against its lock.

        Raises EditedPrompt for changed bytes, MissingPrompt for a locked file that is gone, PromptError for a
        version that was never locked or an output that briefing/drafts.py does not define.
        """
        from briefing import drafts

        prompt_lock.compare(self._lock, self.wanted())
        for prompt in self.all():
            if not isinstance(getattr(drafts, prompt.output, None), type):
                raise PromptError(
                    f"{prompt.id!r}: output.schema is {prompt.output!r}", "name a class of briefing/drafts.py"
                )

    @property
    def in_use(self) -> tuple[str, ...]:
        """The active versions' references when every file is as it was locked, else nothing. Parses no template."""
        files = {f"{name}.v{version}": text for (name, version), text in self._versions.items()}
        if not prompt_lock.holds(self._lock, files, self._partials):
            return ()
        active = (f"{name}.v{version}" for name, version in sorted(self._lock.active.items()))
        return tuple(f"{key}@{short(self._lock.prompts[key])}" for key in active)

    def wanted(self) -> prompt_lock.Lock:
        """The lock that these files ask for: every version and partial, the highest versions active."""
        return prompt_lock.Lock(
            active=dict(self._versions.keys()),  # sorted by version: the highest stays
            prompts={prompt.id: prompt.digest for prompt in self.all()},
            partials={name: of_text(text) for name, text in self._partials.items()},
        )

    def _missing(self, name: str, version: int) -> MissingPrompt:
        if name in self.names():
            there = ", ".join(str(number) for other, number in self._versions if other == name)
            return MissingPrompt(f"prompt {name!r} has no version {version}", f"versions here: {there}")
        guess = difflib.get_close_matches(name, self.names(), n=1)
        hint = f"did you mean {guess[0]!r}?" if guess else f"prompts here: {', '.join(self.names()) or 'none'}"
        return MissingPrompt(f"no prompt {name!r} in {str(self.folder)!r}", hint)

    def _parse(self, name: str, version: int) -> Prompt:
        if (name, version) not in self._parsed:
            self._parsed[name, version] = self._read(name, version)
        return self._parsed[name, version]

    def _read(self, name: str, version: int) -> Prompt:
        file, text = f"{name}.v{version}.prompt", self.text(name, version)
        said = prompt_file.parse(file, text)
        partials, used = self._walk(file, said.body)
        prompt_file.same_names(file, "used", used, said.inputs)
        covered = {file: of_text(text)} | {part: of_text(self._partials[part]) for part in partials}
        return Prompt(
            name=name,
            version=version,
            digest=of_json(covered),
            description=said.description,
            model=said.model,
            config=said.config,
            inputs=tuple(sorted(said.inputs)),
            output=said.output,
            partials=partials,
            types=said.inputs,
            body=said.body,
        )

    def _walk(self, file: str, body: str) -> tuple[tuple[str, ...], set[str]]:
        """The partials a body includes, directly or not, and the variables that all of them use."""
        from jinja2 import meta

        tree = self._tree(file, body)
        _check_roles(file, tree)
        used, seen, waiting = meta.find_undeclared_variables(tree), set[str](), [*_includes(file, tree)]
        while waiting:
            part = waiting.pop()
            if part in seen:
                continue
            if part not in self._partials:
                raise PromptError(f"{file!r} includes {part!r}, which is not there", f"add it to {str(self.folder)!r}")
            seen.add(part)
            tree = self._tree(part, self._partials[part])
            _check_partial(part, tree)
            used |= meta.find_undeclared_variables(tree)
            waiting += _includes(part, tree)
        return tuple(sorted(seen)), used

    def _tree(self, file: str, text: str) -> nodes.Template:
        from jinja2 import TemplateSyntaxError

        try:
            return self._environment().parse(text, file)
        except TemplateSyntaxError as error:
            raise PromptError(
                f"{file!r}, line {error.lineno} of the body: {error.message}", "mend that line"
            ) from error

    def _environment(self) -> Environment:
        if self._engine is None:
            self._engine = _sandbox(self._partials)
        return self._engine


def lock(folder: Path) -> tuple[str, ...]:
    """Add what is new to `prompts.lock`, make the highest versions active, and return the ids that were added.

    Raises EditedPrompt rather than change a digest that is already locked.
    """
    wanted, before = PromptStore(folder).wanted(), prompt_lock.read(folder)
    prompt_lock.refuse_changes(before, wanted)
    prompt_lock.write(folder, wanted)
    return tuple(sorted(set(wanted.prompts) - set(before.prompts)))


def diff(folder: Path, name: str, a: int, b: int) -> str:
    """Return the unified diff of two versions' files, "" when they are the same; MissingPrompt without a file."""
    store = PromptStore(folder)
    old, new = store.text(name, a).splitlines(True), store.text(name, b).splitlines(True)
    return "".join(difflib.unified_diff(old, new, f"{name}.v{a}.prompt", f"{name}.v{b}.prompt"))


def _sandbox(partials: Mapping[str, str]) -> Environment:
    from jinja2 import DictLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(partials),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()  # a prompt has its inputs and nothing else
    return environment


def _check_roles(file: str, tree: nodes.Template) -> None:
    from jinja2 import nodes

    loose = [node for node in tree.body if not isinstance(node, nodes.Block) and not _blank(node)]
    if loose:
        raise PromptError(
            f"{file!r}: line {loose[0].lineno} of the body is in no block", "every word has a role: move it"
        )
    roles = [block.name for block in tree.find_all(nodes.Block)]
    wrong = next((role for role in roles if role not in ROLES), None)
    if wrong is not None or "user" not in roles or len(roles) != len(tree.body) - sum(map(_blank, tree.body)):
        raise PromptError(f"{file!r} has the blocks {roles}", f"blocks are roles, side by side: {', '.join(ROLES)}")


def _check_partial(file: str, tree: nodes.Template) -> None:
    from jinja2 import nodes

    if tree.find(nodes.Block) is not None:
        raise PromptError(f"partial {file!r} has a block", "roles belong to the prompt that includes it")


def _blank(node: nodes.Node) -> bool:
    from jinja2 import nodes

    if not isinstance(node, nodes.Output):
        return False
    return all(isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes)


def _includes(file: str, tree: nodes.Template) -> Iterator[str]:
    from jinja2 import meta, nodes

    if any(tree.find(kind) is not None for kind in (nodes.Extends, nodes.Import, nodes.FromImport)):
        raise PromptError(f"{file!r} extends or imports a template", "prompts share text by {% include %} only")
    for name in meta.find_referenced_templates(tree):
        if name is None or not prompt_file.PARTIAL.fullmatch(name):
            raise PromptError(f"{file!r} includes {name or 'a name worked out'!r}", "include '_<name>.prompt' by name")
        yield name
