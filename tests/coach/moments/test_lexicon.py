import pytest

from coach.moments.lexicon import Lexicon, PhraseError, content, fluent, lexicon, stem, tokens

OPENERS = {"opener": ["so", "well"]}


def phrases(said: str, *templates: str) -> list[str]:
    """What one list with these templates finds."""
    return [cue.words for cue in Lexicon({"list.name": list(templates)}, OPENERS).cues(tokens(said))]


def test_alternatives_and_what_may_be_missing() -> None:
    template = "tell (me|us) [a (bit|little)] more"
    assert phrases("Tell me more", template) == ["tell me more"]
    assert phrases("tell us a little more", template) == ["tell us a little more"]
    assert phrases("tell him more", template) == []


def test_a_start_may_stand_after_openers_only() -> None:
    assert phrases("so well tell me", "^tell me") == ["tell me"]
    assert phrases("they tell me", "^tell me") == []


def test_an_end_must_be_the_end() -> None:
    assert phrases("it is cold isn't it", "isn't it$") == ["isn't it"]
    assert phrases("isn't it cold", "isn't it$") == []


def test_phrases_that_begin_alike_are_all_found() -> None:
    assert phrases("you have to go", "you have", "you have to", "to go") == ["you have", "you have to", "to go"]


@pytest.mark.parametrize("template", ["(a|b", "a|b)", "[a", "^", "[a]"])
def test_a_phrase_that_cannot_be_read_is_a_bug_that_is_told(template: str) -> None:
    with pytest.raises(PhraseError):
        Lexicon({"list.name": [template]}, OPENERS)


def test_forms_of_a_word_meet() -> None:
    for forms in (
        ["work", "works", "worked", "working"],
        ["worry", "worries", "worried"],
        ["stop", "stopped"],
        ["make", "making"],
    ):
        assert len({stem(form) for form in forms}) == 1
    assert stem("red") == "red"


def test_content_leaves_out_the_small_words() -> None:
    assert content(tokens("I was in the house, and it was cold.")) == {stem("house"), stem("cold")}


def test_fluent_drops_repeats() -> None:
    assert fluent(["is", "is", "that", "so"]) == ["is", "that", "so"]


def test_every_list_that_ships_can_be_read() -> None:
    assert lexicon().words("plain_feeling")
