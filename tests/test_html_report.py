"""The page: well-formed, readable without colours or a mouse, and deaf to what students write."""

import io
import itertools
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ALICE, EVE, HEADER, SCRIPT, ZHANG, hostile, perfect, written

from gradecheck.hookspecs import Style
from gradecheck.messages import clean
from gradecheck.model import Message, Text, Verdict
from gradecheck.report import Totals
from gradecheck.reports.plugin import gradecheck_reporters
from gradecheck.reports.web.curve import losses
from gradecheck.reports.web.element import Html, element
from gradecheck.reports.web.formula import formula

#: every character, lone surrogates too
ANY_TEXT = st.text(st.characters(exclude_categories=()))
ATTACKS = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "&lt;script&gt;",
    "<!--",
    "]]>",
    "javascript:alert(1)",
]
CLASS = (ALICE, ZHANG, perfect("bob"), EVE)


class Page(HTMLParser):
    """What a browser sees: elements with their attributes, and the text of each in order."""

    VOID = frozenset({"meta", "circle", "polyline"})

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts = [], [], []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag):
        """The attributes of every element of one name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self):
        """All that is read."""
        return "".join(data for tag, data in self.texts if tag != "style")


def page(*submissions, lang="en", header=HEADER):
    """The parsed page about some submissions."""
    return Page(written("html", *submissions, lang=lang, header=header))


def test_every_element_is_closed():
    assert page(*CLASS).open == []


def test_the_page_is_one_file_without_scripts_under_a_strict_policy():
    seen = page(*CLASS)
    policy = next(one["content"] for one in seen.all("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert {tag for tag, _ in seen.elements} & {"script", "link", "img", "iframe", "object", "form"} == set()
    assert [one["href"] for one in seen.all("a")] == ["#overview", "#submissions"]


@pytest.mark.parametrize(("lang", "words"), [("en", "Distribution of points"), ("zh-CN", "分数分布")])
def test_the_page_says_its_language_and_speaks_it(lang, words):
    seen = page(*CLASS, lang=lang)
    assert seen.all("html") == [{"lang": lang}]
    assert words in seen.text()


def test_headings_descend_one_level_at_a_time():
    levels = [int(tag[1]) for tag, _ in page(*CLASS).elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_head_of_a_table_has_a_scope_and_every_table_a_name():
    seen = page(*CLASS)
    ids = {one.get("id") for _, one in seen.elements}
    assert {one["scope"] for one in seen.all("th")} == {"row", "col"}
    assert all(one["aria-labelledby"] in ids for one in seen.all("table"))
    assert len(seen.all("table")) == 3


def test_a_class_is_closed_and_one_student_is_open():
    assert [one for one in page(*CLASS).all("details") if "open" in one] == []
    assert page(ALICE).all("details") == [{"open": "open"}]


def test_the_overview_is_shown_first_and_takes_no_focus():
    """It is written last; since nothing in it takes the focus, the keyboard does not jump."""
    markup = written("html", *CLASS)
    overview = markup.index('<section id="overview"')
    assert markup.index("张三") < overview
    assert ".overview { order: -1;" in markup
    assert not re.search(r"tabindex|<a |<summary|<button", markup[overview:])


def test_the_overview_counts_the_class():
    text = page(*CLASS).text()
    assert "Submissions4Passed1Mean points22.5 / 50Not graded1" in text
    assert "100%190 – 100%0" in text
    assert "30 – 40%1" in text
    assert "0 – 10%1" in text
    assert "syntax-errorevery exercise1 33%" in text
    assert text.index("lsq-grad150%") < text.index("trace-grad267%")


def test_one_student_has_no_overview_and_reads_what_was_asked():
    seen = page(ALICE)
    assert "Overview" not in seen.text()
    assert "Gradient of tr(W)." in seen.text()
    assert len(seen.all("math")) == 1


def test_a_class_reads_what_was_asked_once():
    seen = page(*CLASS)
    assert seen.text().count("Gradient of tr(W).") == 1
    assert len(seen.all("math")) == 1


def test_a_student_reads_every_finding():
    text = page(ALICE).text()
    for words in (
        "not read: shot.png",
        "a known mistake: “factor-two”",
        "hint: Where does the 2 go?",
        "relative error 1.0e+00, allowed 1.0e-13 right in 1 of 2 cases",
        "raised ValueError in line 12",
        "w1: wrong 0 / 15",
        "✓ the last ten losses fall",
        "last losses, from 100 to 1 (log scale)",
    ):
        assert words in text


def test_what_is_said_of_every_exercise_is_said_once():
    text = page(ZHANG).text()
    assert text.count("syntax error in 张三.py, line 3: invalid syntax") == 1
    assert "softmax" not in text


def test_a_verdict_is_a_word_and_its_sign_is_not_read_aloud():
    seen = page(*CLASS)
    signs = [one for one in seen.all("span") if one.get("class", "").startswith("sign")]
    assert {one["aria-hidden"] for one in signs} == {"true"}
    for word in ("pass", "partial", "error", "not graded"):
        assert word in seen.text()


def test_a_curve_says_in_words_what_it_shows():
    (curve,) = page(ALICE).all("svg")
    assert curve["role"] == "img"
    assert curve["aria-label"] == "last losses, from 100 to 1 (log scale)"


def test_a_curve_stops_at_a_loss_that_has_no_logarithm():
    drawn = str(losses((100.0, 10.0, float("inf"), 1.0), "en"))
    assert drawn.count("<circle") == 3
    assert re.findall(r'points="([^"]*)"', drawn) == ["8.0,8.0 109.3,48.0", "312.0,88.0"]


@pytest.mark.parametrize("values", [(1.0,), (3.0, 3.0), (0.0, -1.0), (float("nan"),)])
def test_a_curve_of_few_or_equal_or_impossible_losses_is_drawn(values):
    assert str(losses(values, "zh-CN")).count("<li>") == len(values)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_student_writes_stays_words(attack):
    usual, attacked = page(hostile("x")), page(hostile(attack))
    shape = [(tag, sorted(attributes)) for tag, attributes in usual.elements]
    assert shape == [(tag, sorted(attributes)) for tag, attributes in attacked.elements]
    assert clean(attack) in attacked.text()


@given(ANY_TEXT)
def test_no_words_add_an_element_or_an_attribute(words):
    hint = Text(words, words)
    said = tuple(replace(one, hint=hint) for one in hostile(words).exercises)
    seen = page(replace(hostile(words), exercises=said), perfect("bob"))
    assert seen.open == []
    known = {"lang", "charset", "http-equiv", "content", "name", "href", "id", "class", "scope", "style",
             "role", "aria-label", "aria-labelledby", "aria-hidden", "tabindex", "display", "stretchy",
             "form", "fence", "separator", "lspace", "rspace"}  # fmt: skip
    assert {name for _, attributes in seen.elements for name in attributes} <= known
    assert all(re.fullmatch(r"width:[\d.]+%", one["style"]) for one in seen.all("span") if "style" in one)


def test_words_are_escaped_and_elements_are_not():
    assert element("p", "a<b", Html("<br>"), title='"') == '<p title="&quot;">a&lt;b<br></p>'


def test_a_formula_becomes_mathml():
    parts = "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"
    assert formula(r"\frac{a}{b}") == f'<math display="block"><mrow>{parts}</mrow></math>'


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;script&gt;alert(1)&lt;/script&gt;}",
        r"\href{javascript:alert(1)}{x}",
        r"\class{a}{x} \style{color:red}{y} \color{red}{z}",
        "<script>alert(1)</script>",
        r"\frac{",
        "",
    ],
)
def test_a_formula_holds_only_elements_and_attributes_of_the_list(latex):
    seen = Page(formula(latex))
    assert seen.open == []
    assert {tag for tag, _ in seen.elements} <= {"math", "mrow", "mi", "mo", "mn", "mtext", "mstyle", "code"}
    assert {name for _, attributes in seen.elements for name in attributes} <= {"display", "stretchy"}


def test_what_is_not_latex_is_shown_as_it_is_written():
    assert formula(r"<\frac{") == r"<code>&lt;\frac{</code>"


def test_each_student_is_in_the_file_as_soon_as_graded(tmp_path):
    path = tmp_path / "report.html"
    with path.open("w", encoding="utf-8") as stream:
        reporter = gradecheck_reporters()["html"](stream, Style())
        reporter.begin(replace(HEADER, count=3))
        for number in range(3):
            reporter.add(replace(ALICE, id=f"student-{number}"))
            assert path.read_text("utf-8").count("<bdi>student-") == number + 1
        reporter.end(Totals(3, 0, 0, 1.0))


def test_a_class_that_could_not_be_graded_has_no_tables():
    seen = page(EVE, replace(EVE, id="mallory"))
    assert "Not graded2" in seen.text()
    assert seen.all("table") == []


def test_a_task_without_statements_has_no_empty_section():
    bare = replace(HEADER, statements={}, formulas={})
    assert "What was asked" not in page(*CLASS, header=bare).text()


def test_the_library_for_formulas_is_loaded_only_where_there_is_one():
    code = (
        "import io, sys; from report_samples import *; bare = replace(HEADER, formulas={});"
        "written('html', ALICE, header=bare); print('latex2mathml' in sys.modules);"
        "written('html', ALICE); print('latex2mathml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout == "False\nTrue\n"


def test_a_message_of_the_submission_and_a_script_that_is_right_are_shown():
    right = replace(SCRIPT, verdict=Verdict.PASS, message=Message("right"), diagnosis=None)
    text = page(replace(ALICE, exercises=(right,))).text()
    assert "the last ten losses fall" not in text
    assert "last losses" in text


def test_the_stream_needs_no_file():
    stream = io.StringIO()
    gradecheck_reporters()["html"](stream, Style()).begin(HEADER)
    assert stream.getvalue().startswith('<!doctype html>\n<html lang="en">\n<head>')
