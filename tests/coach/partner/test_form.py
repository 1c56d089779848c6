"""The form: what is in it, that it loads and sends nothing, and that its script makes answers that come back."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine

from coach.partner.answer import Answer, code_of, new_tag, read_answer
from coach.partner.form import form_html
from coach.partner.sheet import Item, Mark, Verdict
from tests.coach.partner.sheets import sheet

ASKED = sheet(Mark.HIT, Mark.NEAR, Mark.MISS, None)
VOID = {"meta", "input", "br"}


@dataclass
class Seen(HTMLParser):
    """What a browser would see: elements with their attributes, text by element, and whether all were closed."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text[self.open[-1] if self.open else ""] = self.text.get(self.open[-1] if self.open else "", "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def seen(html: bytes) -> Seen:
    parser = Seen()
    parser.feed(html.decode())
    parser.close()
    assert parser.open == []
    return parser


def test_the_form_asks_what_the_sheet_asks() -> None:
    page = seen(form_html(ASKED))
    inputs = page.all("input")
    assert [one["value"] for one in inputs if one["name"] == "heard"] == list("1234567")
    for number in range(1, 5):
        assert [one["value"] for one in inputs if one["name"] == f"item-{number}"] == ["hit", "near", "miss"]
    (form,) = page.all("form")
    assert (form["data-sheet"], form["data-items"]) == ("4F7K2M9Q", "4")
    assert "I said number 3 & <b>more</b>" in page.text["blockquote"]
    assert "You mean “3”?" in page.text["blockquote"]
    assert page.all("b") == [], "words of people never become markup"


def test_the_form_says_nothing_of_what_the_machine_thinks() -> None:
    """The same questions with other opinions of the machine make the same form, so that nobody is led."""
    other = replace(ASKED, items=tuple(replace(item, machine=Mark.MISS) for item in ASKED.items))
    assert form_html(ASKED) == form_html(other)


def test_the_form_holds_no_more_than_its_questions() -> None:
    html = form_html(replace(ASKED, session="secret-session-id", speaker="secret-speaker")).decode()
    assert "secret" not in html


def test_nothing_can_be_loaded_or_sent() -> None:
    html = form_html(ASKED).decode()
    assert "http" not in html.replace("http-equiv", "")
    page = seen(html.encode())
    for name, attributes in page.elements:
        assert not {"src", "href", "action", "onclick"} & set(attributes), name
    (policy,) = (m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert "form-action 'none'" in policy
    for kind in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.text[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_every_control_has_a_name_for_screen_readers() -> None:
    html = form_html(ASKED).decode()
    page = seen(html.encode())
    assert len(page.all("fieldset")) == len(page.all("legend")) == 5
    labelled = re.findall(r"<label><input [^>]*>[^<]+</label>", html)
    assert len(labelled) == len(page.all("input")) == 7 + 4 * 3
    assert len({one["id"] for _, one in page.elements if "id" in one}) == sum("id" in one for _, one in page.elements)
    for group in (one for one in page.all("div") if one.get("role") == "group"):
        assert f'id="{group["aria-labelledby"]}"' in html
    assert any(one.get("role") == "status" for one in page.all("p"))
    assert '<label for="code">' in html
    assert page.all("html")[0]["lang"] == "en"


def test_half_letters_and_scripts_of_people_do_no_harm() -> None:
    item = Item("\ud800 </script><script>x()</script>", "<!-- \x00", 0.0, None)
    page = seen(form_html(replace(ASKED, items=(item,), partner="</title><b>", listener="\u202eNora")))
    assert len(page.all("script")) == 1
    assert page.all("b") == []


# A page that is just enough for the script: elements by id, radios by name, and what is saved.
BROWSER = """
var saved = [], names = {}, parts = {}, inBody = [];
function element(id) {
  return { id: id, hidden: false, textContent: "", value: "", focused: 0, on: {}, attributes: {},
    getAttribute: function (name) { return this.attributes[name]; },
    addEventListener: function (kind, act) { this.on[kind] = act; },
    focus: function () { this.focused += 1; }, select: function () { this.selected = true; },
    click: function () { if (this.on.click) { this.on.click(); } else { saved.push([this.download, this.href]); } } };
}
function Blob(pieces, options) { this.text = pieces.join(""); this.type = options.type; }
var URL = { createObjectURL: function (blob) { return blob.text; } };
var document = {
  getElementById: function (id) { return parts[id] || null; },
  querySelector: function (wanted) {
    var name = /^input\\[name="(.*)"\\]:checked$/.exec(wanted)[1];
    return names[name] === undefined ? null : { value: names[name] };
  },
  createElement: function () { return element(""); },
  body: { appendChild: function (one) { inBody.push(one); }, removeChild: function () { inBody.pop(); } }
};
"""


class Page:
    """The form in a script engine of its own."""

    def __init__(self, html: bytes) -> None:
        self._engine = QJSEngine()
        self.run(BROWSER)
        page = seen(html)
        for _, attributes in page.elements:
            if "id" in attributes:
                at = json.dumps(attributes["id"])
                self.run(f"parts[{at}] = element({at}); parts[{at}].attributes = {json.dumps(attributes)};")
                self.run(f"parts[{at}].hidden = {json.dumps('hidden' in attributes)};")
        self.run(page.text["script"])

    def run(self, code: str) -> object:
        result = self._engine.evaluate(code)
        assert not result.isError(), result.toString()
        return result.toVariant()

    def choose(self, name: str, value: str) -> None:
        self.run(f"names[{json.dumps(name)}] = {json.dumps(value)}; parts.form.on.change();")

    def press(self, id_: str) -> None:
        self.run(f"parts[{json.dumps(id_)}].click()")

    def part(self, id_: str, what: str) -> object:
        return self.run(f"parts[{json.dumps(id_)}].{what}")


@pytest.fixture
def page(qapp: QCoreApplication) -> Page:
    return Page(form_html(ASKED))


def test_the_saved_file_comes_back(page: Page) -> None:
    page.choose("heard", "6")
    page.choose("item-1", "hit")
    page.choose("item-3", "miss")
    page.press("save")
    ((name, text),) = page.run("saved")
    assert name == "sayback-answer-4F7K2M9Q.json"
    assert read_answer(text.encode()) == Answer("4F7K2M9Q", Verdict(6, (Mark.HIT, None, Mark.MISS, None)))
    assert "is saved as sayback-answer-4F7K2M9Q.json" in page.part("result", "textContent")
    assert page.run("inBody.length") == 0


def test_the_code_that_is_shown_comes_back(page: Page) -> None:
    page.choose("heard", "1")
    page.choose("item-2", "near")
    page.press("show")
    assert page.part("code-box", "hidden") is False
    code = page.part("code", "value")
    assert code == code_of(Answer("4F7K2M9Q", Verdict(1, (None, Mark.NEAR, None, None))))
    assert page.part("code", "selected") is True


@pytest.mark.parametrize("button", ["save", "show"])
def test_without_a_number_nothing_is_made(page: Page, button: str) -> None:
    page.choose("item-1", "hit")
    page.press(button)
    assert page.run("saved") == []
    assert page.part("code-box", "hidden") is True
    assert "choose a number from 1 to 7" in page.part("result", "textContent")
    assert page.part("heard-1", "focused") == 1


def test_a_change_takes_an_old_code_away(page: Page) -> None:
    page.choose("heard", "3")
    page.press("show")
    page.choose("heard", "4")
    assert page.part("code-box", "hidden") is True
    assert page.part("result", "textContent") == ""


def test_the_buttons_come_with_the_script_alone(page: Page) -> None:
    assert 'id="send" hidden' in form_html(ASKED).decode()
    assert page.part("send", "hidden") is False


def test_a_sheet_without_questions_asks_for_the_number_alone(qapp: QCoreApplication) -> None:
    made = Page(form_html(sheet()))
    made.choose("heard", "7")
    made.press("show")
    assert read_answer(str(made.part("code", "value"))) == Answer("4F7K2M9Q", Verdict(7, ()))


@given(heard=st.integers(1, 7), marks=st.lists(st.sampled_from([*Mark, None]), max_size=12))
def test_script_and_program_make_the_same_code(heard: int, marks: list[Mark | None]) -> None:
    """The two write the check apart from each other; here they meet."""
    engine = QJSEngine()
    source = re.search(r"<script>(.*?)\(function", form_html(sheet()).decode(), re.DOTALL)
    assert source is not None
    engine.evaluate(source[1])
    answer = Answer(new_tag(), Verdict(heard, tuple(marks)))
    made = engine.evaluate(f"answerCode({json.dumps(answer.tag)}, {heard}, {json.dumps(marks)})").toString()
    assert made == code_of(answer)
    kept = engine.evaluate(f"answerFile({json.dumps(answer.tag)}, {heard}, {json.dumps(marks)})").toString()
    assert read_answer(kept.encode()) == answer
