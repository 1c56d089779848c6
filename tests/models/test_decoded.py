"""Which of several tries at a window is believed."""

from models.decoded import Decoded, best


def decoded(text: str, log_probability: float) -> Decoded:
    """Each word a token of its own."""
    return Decoded(tuple(hash(word) for word in text.split()), text, log_probability)


def test_a_text_that_repeats_itself_loses_to_a_less_likely_one() -> None:
    loop = decoded("I see what you mean. " * 12, -0.1)
    assert loop.repeats_itself
    assert not loop.is_good
    assert best([loop, decoded("I see what you mean.", -0.8)]).text == "I see what you mean."


def test_guesses_and_loops_alone_give_no_words() -> None:
    assert best([decoded("Mm, perhaps.", -1.4)]).tokens == ()
    assert best([decoded("Mm, perhaps.", -1.4), decoded("so so so so so so so so so so", -1.2)]).tokens == ()


def test_a_short_loop_at_the_end_is_noticed_and_cut_off() -> None:
    said = "I will ring you on Sunday evening. Please do."
    loop = decoded(said + " Please do." * 4, -0.1)
    assert loop.repeats_itself
    assert best([loop, loop]).tokens == decoded(said, 0.0).tokens


def test_people_may_say_a_word_four_times() -> None:
    assert decoded("No, no, no, no, I will not have it.", -0.3).is_good
    assert decoded("And he said no, no, no, no,", -0.3).is_good


def test_an_ordinary_text_is_good() -> None:
    assert decoded("So how was the trip?", -0.3).is_good
    assert decoded("", -0.3).is_good
