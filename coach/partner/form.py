"""The partner's form: one page that works without the program, from a file, with no network."""

import base64
import hashlib
from importlib.resources import files

from coach import __version__
from coach.exports.markup import Markup, page, script, style, tag
from coach.partner.sheet import HIGHEST, LOWEST, Item, Mark, Sheet

CHOICES = {Mark.HIT: "Yes, that was it", Mark.NEAR: "Partly", Mark.MISS: "No"}
"""What the partner can say of an answer, in this order."""


def form_html(sheet: Sheet) -> bytes:
    """The form as UTF-8 HTML: the two names, the day, and for each question what was said and answered, nothing else.

    Its own script is the only one that its policy lets run, and nothing may be loaded or sent.
    """
    code = _text("form_answer.js") + _text("form_page.js")
    rules = _text("form.css")
    policy = (
        f"default-src 'none'; script-src '{_digest(code)}'; style-src '{_digest(rules)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="generator", content=f"Sayback {__version__}"),
        tag("title", "How heard did you feel?"),
        style(rules),
    )
    questions = tag("form", *_questions(sheet), id="form", data_sheet=sheet.tag, data_items=float(len(sheet.items)))
    body = tag("body", tag("main", *_opening(sheet), questions, _sending(sheet)), script(code))
    return page(tag("html", head, body, lang="en"))


def _opening(sheet: Sheet) -> tuple[Markup, ...]:
    day = f"{sheet.made:%d %B %Y}".lstrip("0")
    return (
        tag("h1", "How heard did you feel?", dir="auto"),
        tag(
            "p",
            f"{sheet.partner}, you talked with {sheet.listener}, who is learning to listen and asks for your own "
            "honest view.",
            dir="auto",
        ),
        tag(
            "p",
            "There is no right answer, and you may leave out whatever you like. This page sends nothing by itself: at "
            f"the end you save your answer, or copy it, and give it back yourself. Made on {day}.",
            class_="soft",
        ),
    )


def _questions(sheet: Sheet) -> tuple[Markup | None, ...]:
    numbers = [
        tag(
            "label",
            tag(
                "input",
                type="radio",
                name="heard",
                value=str(number),
                id=f"heard-{number}",
                aria_describedby="heard-ends" if number in (LOWEST, HIGHEST) else None,
            ),
            str(number),
        )
        for number in range(LOWEST, HIGHEST + 1)
    ]
    heard = tag(
        "fieldset",
        tag("legend", "In this conversation I felt heard"),
        tag("div", *numbers, class_="choices"),
        tag(
            "p",
            tag("span", f"{LOWEST}: not at all"),
            tag("span", f"{HIGHEST}: wholly"),
            class_="ends small",
            id="heard-ends",
        ),
    )
    if not sheet.items:
        return (heard,)
    asked = [_item(number, item, sheet) for number, item in enumerate(sheet.items, 1)]
    return (
        heard,
        tag("h2", "Did these answers catch what you meant?"),
        tag("p", "The words were written down by a machine and may be off here and there.", class_="soft"),
        *asked,
    )


def _item(number: int, item: Item, sheet: Sheet) -> Markup:
    choices = [
        tag("label", tag("input", type="radio", name=f"item-{number}", value=mark.value), words)
        for mark, words in CHOICES.items()
    ]
    return tag(
        "fieldset",
        tag("legend", f"{number} of {len(sheet.items)}"),
        tag("p", "You said:", class_="small"),
        tag("blockquote", item.theirs, dir="auto"),
        tag("p", f"{sheet.listener} answered:", class_="small", dir="auto"),
        tag("blockquote", item.mine, dir="auto"),
        tag("p", "Did that catch what you meant?", id=f"asked-{number}"),
        tag("div", *choices, class_="choices", role="group", aria_labelledby=f"asked-{number}"),
    )


def _sending(sheet: Sheet) -> Markup:
    return tag(
        "section",
        tag("h2", "Give it back"),
        tag(
            "noscript",
            tag(
                "p",
                "This page needs its script to make the answer. Open it in a browser, or write the number and your "
                f"answers into a message with the letters {sheet.tag}.",
            ),
        ),
        tag(
            "div",
            tag("button", "Save my answer as a file", type="button", id="save"),
            tag("button", "Show it as a code", type="button", id="show", class_="plain"),
            id="send",
            hidden=True,
        ),
        tag("p", id="result", role="status", aria_live="polite"),
        tag(
            "div",
            tag("label", "The code", for_="code"),
            tag("textarea", id="code", rows="3", readonly=True),
            id="code-box",
            hidden=True,
        ),
    )


def _text(name: str) -> str:
    return (files("coach.partner") / name).read_text(encoding="utf-8")


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
