from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import EditedPrompt, MissingPrompt, PromptError
from briefing.prompts import PromptStore, diff, lock
from briefing.settings import data_folder

FRONT = """\
---
description: Ask something.
model: default
config: {temperature: 0}
input:  {schema: {topic: string, rows: array}}
output: {schema: ArticleClaims}
---
"""
BODY = """\
{% block system %}
{% include "_style.prompt" %}
Be brief about {{ topic }}.
{% endblock %}
{% block user %}
{% for row in rows %}
- {{ row }}
{% endfor %}
{% endblock %}
"""
STYLE = "Write plainly.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ask.v1.prompt").write_text(FRONT + BODY, encoding="utf-8")
    (tmp_path / "_style.prompt").write_text(STYLE, encoding="utf-8")
    return tmp_path


def add(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    add(folder, name, text.replace(old, new))


def test_shipped_prompts_match_their_lock() -> None:
    PromptStore(data_folder("prompts")).verify()


def test_a_prompt_says_what_its_front_matter_says(folder: Path) -> None:
    lock(folder)
    prompt = PromptStore(folder).active("ask")
    assert (prompt.name, prompt.version, prompt.description, prompt.model) == ("ask", 1, "Ask something.", "default")
    assert prompt.config == {"temperature": 0}
    assert (prompt.inputs, prompt.output, prompt.partials) == (("rows", "topic"), "ArticleClaims", ("_style.prompt",))
    assert prompt.digest.startswith("sha256:")
    assert prompt.reference == f"ask.v1@{prompt.digest[7:15]}"


def test_blocks_are_roles_and_includes_are_filled(folder: Path) -> None:
    store = PromptStore(folder)
    messages = store.render(store.get("ask", 1), topic="Cairo & <Damascus>", rows=["a", "b"])
    assert messages == (("system", "Write plainly.\nBe brief about Cairo & <Damascus>."), ("user", "- a\n- b"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_value_is_data_never_a_template(folder: Path, text: str) -> None:
    store = PromptStore(folder)
    hostile = f"x{text}{{{{ topic }}}}{{% include '_style.prompt' %}}x"
    user = store.render(store.get("ask", 1), topic="t", rows=[hostile])[1]
    assert user.content == f"- {hostile}"


def test_a_template_reaches_nothing_but_its_inputs(folder: Path) -> None:
    for reach in ("topic.__class__.__mro__[1].__subclasses__()", "rows.append(1)", "topic.nothing"):
        add(folder, "ask.v1.prompt", FRONT + BODY.replace("{{ topic }}", "{{ " + reach + " }}"))
        store = PromptStore(folder)
        with pytest.raises(PromptError, match=r"ask\.v1"):
            store.render(store.get("ask", 1), topic="t", rows=[])
    add(folder, "ask.v1.prompt", FRONT + BODY.replace("{{ row }}", "{{ range(3) }}"))
    with pytest.raises(PromptError, match="used but not declared: range"):
        PromptStore(folder).all()


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"topic": "t"}, "declared but not given: rows"),
        ({"topic": "t", "rows": [], "today": "x", "year": 1}, "given but not declared: today, year"),
        ({"topic": 3, "rows": []}, "'topic' is no string"),
        ({"topic": "t", "rows": "abc"}, "'rows' is no array"),
    ],
)
def test_inputs_are_exactly_those_declared(folder: Path, inputs: dict[str, object], message: str) -> None:
    store = PromptStore(folder)
    with pytest.raises(PromptError, match=message):
        store.render(store.get("ask", 1), **inputs)


def test_undeclared_variables_are_found_in_partials_of_partials(folder: Path) -> None:
    add(folder, "_style.prompt", 'Plainly. {% include "_deep.prompt" %}')
    add(folder, "_deep.prompt", 'For {{ reader }}. {% include "_deep.prompt" %}')
    with pytest.raises(PromptError, match="used but not declared: reader"):
        PromptStore(folder).all()
    change(folder, "ask.v1.prompt", "rows: array", "rows: array, reader: string")
    assert PromptStore(folder).all()[0].partials == ("_deep.prompt", "_style.prompt")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rows: array", "rows: array, tone: string", "declared but not used: tone"),
        ("rows: array", "rows: list", "'rows' has type 'list'"),
        ("{schema: {topic: string, rows: array}}", "{schema: rows}", "input.schema is no mapping"),
        ("model: default", "model: openai/gpt-5", "model is 'openai/gpt-5'"),
        ("model: default", "modle: default", "unknown key 'modle'"),
        ("temperature: 0", "temprature: 0", "unknown key 'config.temprature'"),
        ("temperature: 0", "temperature: hot", "config.temperature is 'hot'"),
        ("temperature: 0", "temperature: 0, temperature: 1", "key 'temperature' stands twice"),
        ("model: default", "model: [default", "ask.v1.prompt"),
        ("description: Ask something.", "description: ''", "no description"),
        ("output: {schema: ArticleClaims}", "output: {}", "no output.schema"),
        ("ArticleClaims", "os.system", "output.schema is 'os.system'"),
        ("---\ndescription", "description", "no front matter"),
        ("{% block user %}", "{% block assistant %}", "has the blocks"),
        ("{% block user %}", "loose words {% block user %}", "in no block"),
        ("{% block user %}", "{% if topic %}{% block user %}", "line"),
        ("{% for row in rows %}", "{% for row in %}", "of the body"),
        ("_style.prompt", "_gone.prompt", "includes '_gone.prompt', which is not there"),
        ("_style.prompt", "../secret.txt", "includes '../secret.txt'"),
        ('"_style.prompt"', "topic", "includes 'a name worked out'"),
        ('{% include "_style.prompt" %}', '{% import "_style.prompt" as s %}', "extends or imports"),
    ],
)
def test_a_malformed_prompt_is_refused_by_name(folder: Path, old: str, new: str, message: str) -> None:
    change(folder, "ask.v1.prompt", old, new)
    with pytest.raises(PromptError) as caught:
        PromptStore(folder).all()
    assert message in caught.value.message
    assert "ask.v1" in caught.value.message
    assert caught.value.hint


def test_roles_stay_out_of_partials(folder: Path) -> None:
    add(folder, "_style.prompt", "{% block system %}x{% endblock %}")
    with pytest.raises(PromptError, match=r"partial '_style\.prompt' has a block"):
        PromptStore(folder).all()


@pytest.mark.parametrize(
    "name", ["Ask.v1.prompt", "ask.prompt", "ask.v0.prompt", "ask.v01.prompt", "ask.v1 copy.prompt"]
)
def test_a_misnamed_file_is_refused(folder: Path, name: str) -> None:
    add(folder, name, FRONT + BODY)
    with pytest.raises(PromptError, match="prompt file name"):
        PromptStore(folder)


def test_a_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "ask.v2.prompt").write_bytes(b"---\n\xff\n---\n")
    with pytest.raises(PromptError, match=r"ask\.v2"):
        PromptStore(folder)


def test_a_missing_prompt_is_named_with_the_likely_one(folder: Path) -> None:
    lock(folder)
    store = PromptStore(folder)
    with pytest.raises(MissingPrompt) as caught:
        store.active("aks")
    assert caught.value.hint == "did you mean 'ask'?"
    with pytest.raises(MissingPrompt, match="no version 7"):
        store.get("ask", 7)
    with pytest.raises(MissingPrompt, match="no prompts folder"):
        PromptStore(folder / "nowhere")


def test_lock_adds_versions_and_moves_the_active_one(folder: Path) -> None:
    with pytest.raises(PromptError, match="no active version"):
        PromptStore(folder).active("ask")
    assert lock(folder) == ("ask.v1",)
    for version in range(2, 11):  # ten comes after nine, not after one
        add(folder, f"ask.v{version}.prompt", FRONT + BODY.replace("brief", f"very brief {version}"))
    assert PromptStore(folder).active("ask").version == 1
    assert len(lock(folder)) == 9
    assert lock(folder) == ()
    store = PromptStore(folder)
    assert store.active("ask").version == 10
    assert [store.state(prompt) for prompt in store.all()] == ["locked"] * 9 + ["active"]
    assert sorted(path.name for path in folder.iterdir() if not path.name.endswith(".prompt")) == ["prompts.lock"]


def test_an_edited_prompt_is_refused_with_the_way_out(folder: Path) -> None:
    lock(folder)
    before = (folder / "prompts.lock").read_bytes()
    change(folder, "ask.v1.prompt", "Be brief", "Be  brief")
    store = PromptStore(folder)
    assert [store.state(prompt) for prompt in store.all()] == ["edited"]
    for use in (lambda: store.active("ask"), lambda: store.get("ask", 1), store.verify, lambda: lock(folder)):
        with pytest.raises(EditedPrompt, match=r"'ask\.v1'") as caught:
            use()
        assert "copy it to ask.v2.prompt" in caught.value.hint
        assert "briefing prompts lock" in caught.value.hint
    assert (folder / "prompts.lock").read_bytes() == before


def test_an_edited_partial_is_an_edited_prompt(folder: Path) -> None:
    add(folder, "other.v1.prompt", FRONT + BODY.replace('{% include "_style.prompt" %}', ""))
    lock(folder)
    digests = {prompt.id: prompt.digest for prompt in PromptStore(folder).all()}
    add(folder, "_style.prompt", STYLE + "Never lie.\n")
    store = PromptStore(folder)
    changed = {prompt.id for prompt in store.all() if prompt.digest != digests[prompt.id]}
    assert changed == {"ask.v1"}
    with pytest.raises(EditedPrompt, match=r"partial '_style\.prompt'"):
        store.verify()
    with pytest.raises(EditedPrompt, match=r"'ask\.v1'"):
        store.active("ask")
    assert store.active("other").version == 1


def test_an_unreleased_prompt_is_unlocked_by_deleting_its_line(folder: Path) -> None:
    lock(folder)
    change(folder, "ask.v1.prompt", "Be brief", "Be short")
    kept = [line for line in (folder / "prompts.lock").read_text().splitlines() if '"ask.v1"' not in line]
    add(folder, "prompts.lock", "\n".join(kept))
    assert lock(folder) == ("ask.v1",)
    PromptStore(folder).verify()


def test_verify_finds_what_was_never_locked_and_what_is_gone(folder: Path) -> None:
    lock(folder)
    add(folder, "ask.v2.prompt", FRONT + BODY)
    with pytest.raises(PromptError, match=r"'ask\.v2' is not in"):
        PromptStore(folder).verify()
    lock(folder)
    (folder / "ask.v1.prompt").unlink()
    with pytest.raises(MissingPrompt, match=r"'ask\.v1' is locked but its file is gone"):
        PromptStore(folder).verify()
    with pytest.raises(MissingPrompt, match=r"'ask\.v1' is locked"):
        lock(folder)


def test_what_is_in_use_is_known_without_parsing_and_nothing_is_once_a_file_differs(folder: Path) -> None:
    lock(folder)
    store = PromptStore(folder)
    assert store.in_use == tuple(store.active(name).reference for name in store.names())
    for path in folder.glob("*.prompt"):
        before = path.read_bytes()
        path.write_bytes(before + b" ")
        assert PromptStore(folder).in_use == ()
        path.write_bytes(before)
    assert PromptStore(folder).in_use


def test_verify_wants_an_output_that_drafts_define(folder: Path) -> None:
    change(folder, "ask.v1.prompt", "ArticleClaims", "ArticleClams")
    lock(folder)
    with pytest.raises(PromptError, match=r"output\.schema is 'ArticleClams'"):
        PromptStore(folder).verify()


@pytest.mark.parametrize(
    "text", ["[active", "[actve]\nask = 1\n", '[active]\nask = "1"\n', "[prompts]\n'ask.v1' = 1\n", "active = 1\n"]
)
def test_a_lock_that_was_mangled_is_refused(folder: Path, text: str) -> None:
    add(folder, "prompts.lock", text)
    with pytest.raises(PromptError, match=r"prompts\.lock"):
        PromptStore(folder)


def test_a_lock_without_an_active_version_is_refused(folder: Path) -> None:
    lock(folder)
    change(folder, "prompts.lock", "ask = 1\n", "")
    with pytest.raises(PromptError, match="no active version of 'ask'"):
        PromptStore(folder).verify()


def test_diff_shows_what_changed_between_versions(folder: Path) -> None:
    add(folder, "ask.v2.prompt", FRONT + BODY.replace("Be brief", "Be short"))
    expected = textwrap.dedent("""\
        -Be brief about {{ topic }}.
        +Be short about {{ topic }}.""")
    assert expected in diff(folder, "ask", 1, 2)
    assert diff(folder, "ask", 1, 1) == ""
    with pytest.raises(MissingPrompt, match="no version 3"):
        diff(folder, "ask", 1, 3)
