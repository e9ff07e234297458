"""Words for people: both languages say the same things, and say nothing that harms a terminal."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck import plugins
from gradecheck.messages import LANGUAGES, catalogue, clean, say
from gradecheck.model import Message, Text, Verdict

ROOT = Path(__file__).parent.parent
SOURCES = [path for folder in ("gradecheck", "plugins") for path in sorted((ROOT / folder).rglob("*.py"))]
#: every character, lone surrogates too
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def fields(template):
    """The placeholders of a sentence with their formats."""
    return {(name, spec) for _, name, spec, _ in Formatter().parse(template) if name is not None}


def spoken_ids():
    """Every id that the source hands to ``Message``, and every reason of a death, with its file."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message" and node.args:
                for id_ in constants(node.args[0]):
                    yield id_, path
            if isinstance(node, ast.Constant) and re.fullmatch(r"died-[a-z-]+", str(node.value)):
                yield node.value, path


def constants(node):
    """The strings that an argument can be: itself, or the branches of ``a if b else c``."""
    if isinstance(node, ast.IfExp):
        return [*constants(node.body), *constants(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) else []


def test_both_languages_have_the_same_ids_in_the_same_order():
    assert list(catalogue("en")) == list(catalogue("zh-CN"))


@pytest.mark.parametrize("id_", list(catalogue("en")))
def test_both_languages_have_the_same_placeholders(id_):
    assert fields(catalogue("zh-CN")[id_]) == fields(catalogue("en")[id_])


def test_every_id_in_the_source_has_a_sentence():
    spoken = list(spoken_ids())
    assert len(spoken) > 20
    assert [f"{path.name}: {id_}" for id_, path in spoken if id_ not in catalogue("en")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verdict_has_a_word(lang):
    words = [catalogue(lang)[f"verdict-{verdict}"] for verdict in Verdict]
    assert len(set(words)) == len(Verdict)


def test_chinese_sentences_use_chinese_punctuation():
    ascii_mark = re.compile(r"[,:;?]|[一-鿿][()]|[()][一-鿿]")
    plain = {
        id_: "".join(words for words, *_ in Formatter().parse(text))
        for id_, text in catalogue("zh-CN").items()
    }
    assert [id_ for id_, words in plain.items() if ascii_mark.search(words)] == []


def plugin_texts():
    """Every text of the installed plugins in Chinese, with the exercise that it is of."""
    for exercise in plugins.load().exercises.values():
        texts = [exercise.statement, exercise.notes]
        texts += [text for mistake in exercise.misconceptions for text in (mistake.hint, mistake.says)]
        yield from ((exercise.id, text.zh) for text in texts if text)


def test_chinese_texts_of_the_plugins_use_chinese_punctuation():
    """Beside a Chinese character; formulas keep their own."""
    ascii_mark = re.compile(r"[一-鿿][,:;?!()]|[,:;?!()][一-鿿]|[?]")
    assert [(id_, text) for id_, text in plugin_texts() if ascii_mark.search(text)] == []


def test_english_sentences_use_no_chinese_punctuation():
    assert [id_ for id_, text in catalogue("en").items() if re.search("[，。：；（）]", text)] == []


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "wrong values: 3 of 12 entries, relative error 1.2e-01"),
        ("zh-CN", "数值不对：12 个元素中有 3 个不对，相对误差 1.2e-01"),
    ],
)
def test_a_message_is_said_in_the_readers_language(lang, expected):
    assert expected == say(Message("wrong", {"wrong": 3, "size": 12, "error": 0.123}), lang)


def test_an_authors_sentence_is_said_in_the_readers_language():
    message = Message("accepted-said", {"name": "half", "says": Text("half the gradient", "梯度的一半")})
    assert [say(message, lang) for lang in LANGUAGES] == ["half the gradient", "梯度的一半"]


def test_an_unknown_id_is_an_error():
    with pytest.raises(KeyError):
        say(Message("no-such-id"))


def test_a_missing_parameter_is_an_error():
    with pytest.raises(KeyError):
        say(Message("raised"))


def test_a_parameter_is_not_read_as_a_template():
    assert say(Message("file-not-read", {"name": "{name.__class__}"})) == "not read: {name.__class__}"


@pytest.mark.parametrize(
    ("hostile", "expected"),
    [
        ("\x1b[31mred", "�[31mred"),
        ("exe.\u202etxt", "exe.�txt"),
        ("zero\u200bwidth", "zero�width"),
        ("\udcff.py", "�.py"),
        ("two\r\n\tlines ", "two lines"),
        ("##[error]x ##vso[task] ###[x]", "# #[error]x # #vso[task] ## #[x]"),
        ("\x9b2J", "�2J"),
        ("张三 é ∇", "张三 é ∇"),
    ],
)
def test_a_hostile_name_is_said_as_a_harmless_line(hostile, expected):
    assert expected == clean(hostile)
    assert f"not read: {expected}" == say(Message("file-not-read", {"name": hostile}))


def test_a_long_text_is_cut_and_shows_that_it_was():
    assert clean("abcdefgh", 5) == "abcd…"
    assert clean("abcde", 5) == "abcde"


@given(ANY_TEXT, st.integers(1, 40))
def test_clean_text_is_printable_and_bounded_and_stays_as_it_is(text, limit):
    once = clean(text, limit)
    assert once.isprintable()
    assert len(once) <= limit
    assert once == clean(once, limit)
