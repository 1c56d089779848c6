"""What was chosen to be taken out is nowhere in a pack: every byte of it is searched."""

import io
import json
import re
import unicodedata
import wave
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.audio.bleep import write_bleeped
from coach.contexts.load import context
from coach.conversation import Conversation, Timing
from coach.exports.pack import SOUND, pack, write_pack
from coach.exports.redacted_review import MARGIN, redacted_review, secret_times
from coach.exports.redaction import Redaction, Secrets
from coach.exports.secrets_suggested import suggested_names
from coach.hearing.heard import Engines, Source
from coach.review import Review, review
from coach.times import Span, total
from models.records import Word
from tests.factories import conversation

NAMES = ("Zaphodine Quillfeather", "Öskar", "Wexmoor Ltd")
WORDS = ("rhododendron", "project bluefinch")
TALK = (
    "A 0-4 How was it, Zaphodine? I heard that Oskar left.",
    "B 5-14 I felt sad, and Öskar's RHODODENDRONS were gone. Nobody at Wexmoor had asked me about Project Bluefinch.",
    "A 15-21 So Oskar had planted the rhododendron, and you felt alone with project bluefinch. What happened then?",
    "B 22-30 Zaphodine-Marie, I said to myself, zaphodine QUILLFEATHER, that is Öskar’s way, I feel awful about it.",
    "A 31-36 You should ask Oskar. Did the rhododendron matter to the Quillfeathers?",
    "B 37-44 It did. I feel so alone in Wexmoor, and I was worried about the rhododendron.",
    "A? 45-45.4 Zaphodine",
)


def of(talk: Conversation, name: str = "zaphodine_and_oskar.wav") -> Review:
    source = Source(name, talk.duration, 2, "ab" * 32)
    return review(talk, context=context("everyday"), source=source, engines=Engines("whisper in /home/zaphodine"))


@pytest.fixture(scope="module")
def reviewed() -> Review:
    talk = conversation(*TALK).renamed("A", "Zaphodine").renamed("B", "Öskar")
    return of(talk)


def texts(content: bytes) -> str:
    """Everything in a file that can be read, the files inside of it, their names and their comments too."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.comment.decode("latin-1")]
            for info in archive.infolist():
                parts += [info.filename, repr(info.comment), repr(info.extra), texts(archive.read(info))]
        return "\n".join(parts)
    readings = [content.decode(code, "replace") for code in ("utf-8", "latin-1", "utf-16-le", "utf-16-be")]
    with suppress(ValueError):
        readings.append(json.dumps(json.loads(content), ensure_ascii=False))
    return "\n".join(readings)


def folded(text: str) -> str:
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text)).casefold()
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def written_pack(path: Path, review_: Review, redaction: Redaction, sound: Path | None = None) -> bytes:
    made = pack(review_, redaction, title="Zaphodine and the rhododendron", with_sound=sound is not None)
    assert made.left == ()
    write_pack(path, made, sound)
    return path.read_bytes()


def test_no_secret_is_in_any_byte_of_the_pack(reviewed: Review, tmp_path: Path) -> None:
    original = json.dumps([repr(reviewed)])
    content = written_pack(tmp_path / "a.zip", reviewed, Redaction(Secrets(NAMES, WORDS)))
    found = folded(texts(content))
    for secret in ("zaphodin", "quillfeath", "oskar", "wexmoor", "rhododendr", "bluefinch"):
        assert secret in folded(original)  # so that the search below can fail
        assert secret not in found
    assert "abababab" not in found
    assert "person a" in found
    assert "[removed 1]" in found


def test_the_pack_says_what_it_cannot_promise(reviewed: Review, tmp_path: Path) -> None:
    content = written_pack(tmp_path / "a.zip", reviewed, Redaction(Secrets(NAMES, WORDS)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        about = archive.read("read me.txt").decode()
        assert archive.namelist()[0] == "read me.txt"
        assert SOUND not in archive.namelist()
    assert "heard as another word" in about
    assert "recording is not in this pack" in about


def test_a_stand_in_is_the_same_everywhere(reviewed: Review) -> None:
    clean = redacted_review(reviewed, Redaction(Secrets(NAMES, WORDS)))
    assert [who.label for who in clean.conversation.speakers] == ["Person A", "Person B"]
    assert clean.conversation.turns[0].text == "How was it, Person A? I heard that Person B left."
    assert clean.conversation.turns[1].text.startswith("I felt sad, and Person B’s [removed 1] were gone.")
    assert clean.conversation.turns[3].text.startswith("Person A-Marie, I said to myself, Person A, that is")
    for turn in clean.conversation.turns:
        assert turn.text == " ".join(word.text for word in turn.words)


def test_the_review_stays_one(reviewed: Review) -> None:
    clean = redacted_review(reviewed, Redaction(Secrets(NAMES, WORDS)))
    assert [(m.type, m.span, m.turn) for m in clean.moments] == [(m.type, m.span, m.turn) for m in reviewed.moments]
    assert [result.value for result in clean.results] == [result.value for result in reviewed.results]
    known = set(clean.moments)
    for before, after in zip(reviewed.results, clean.results, strict=True):
        assert sum(item in known for item in after.evidence) == sum(i in set(reviewed.moments) for i in before.evidence)


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("Anna, anna and ANNA's", "Person A, Person A and Person A’s"),
        ("Annabelle and Hanna", "Annabelle and Hanna"),
        ("the Annas, Anna’s, anna_2.wav", "the Person A’s, Person A’s, Person A_2.wav"),
        ("an\u00adna", "Person A"),
        ("Jose\u0301 and Jose and JOSÉ", "Person B and Person B and Person B"),
        ("O’Brien, O'Brien, obrien", "Person C, Person C, Person C"),
        ("Anna Müller, Mueller, muller's", "Person A Person D, Person D, Person D’s"),
        ("Cem Yilmaz, Yilmaz, cem@yilmaz.example", "Person E, Person E, Person E.example"),
        ("İnci, i̇nci, inci", "Person F, Person F, Person F"),
        ("Groß, GROSS, Gross, größe", "Person G, Person G, Person G, größe"),
        ("Jäger, Jaeger, JAEGERS", "Person H, Person H, Person H’s"),
        ("Yilmaz-Cem", "Person E-Person E"),
    ],
)
def test_forms_of_a_name(said: str, becomes: str) -> None:
    redaction = Redaction(Secrets(("Anna", "José", "O'Brien", "Müller", "Cem Yilmaz", "İnci", "Groß", "Jaeger")))
    assert redaction.text(said) == becomes


def test_a_name_that_two_share_is_nobodys() -> None:
    redaction = Redaction(Secrets(("Tom Fenwick", "Ada Fenwick")))
    assert redaction.text("Tom Fenwick, Ada, Fenwick") == "Person A, Person B, [name]"


def test_without_secrets_nothing_changes() -> None:
    redaction = Redaction(Secrets(("", "  ", "..."), ("-",)))
    assert redaction.text("Nothing … - here") == "Nothing … - here"
    assert redaction.words((Word(0, 1, "a"),)).words == (Word(0, 1, "a"),)


def test_a_secret_that_the_report_says_itself_is_told(reviewed: Review) -> None:
    made = pack(reviewed, Redaction(Secrets(("Will",), ("listening",))), title="Talk")
    assert "listening" in made.left


letters = st.text(st.characters(categories=("Ll", "Lu"), include_characters="'-", max_codepoint=0x24F), min_size=4)


@given(
    name=letters,
    word=letters,
    around=st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6), min_size=3, max_size=3),
    form=st.sampled_from([str, str.upper, str.lower, str.title]),
    ending=st.sampled_from(["", "'s", "’s", "s", "'", ",", "!", "_", "-", "2"]),
)
@settings(max_examples=40)
def test_any_name_in_any_form_is_gone(
    name: str, word: str, around: list[str], form, ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assume(sum(letter.isalpha() for letter in name) > 3)
    assume(sum(letter.isalpha() for letter in word) > 3)
    assume(form(name).casefold() == name.casefold())  # "ß" in capitals is another name
    assume(form(word).casefold() == word.casefold())
    said = f"so {around[0]} {form(name)}{ending} {around[1]} {word} {around[2]}"
    talk = conversation("A 0-2 how are you", "B 3-9 x")
    turn = replace(talk.turns[1], text=said, words=())
    reviewed = of(replace(talk, turns=(talk.turns[0], turn)).renamed("B", form(name)), f"{name}.wav")
    redaction = Redaction(Secrets((name,), (word,)))
    made = pack(reviewed, redaction, title=f"{name}{ending} {word}")
    path = tmp_path_factory.mktemp("pack") / "a.zip"
    write_pack(path, made)
    with zipfile.ZipFile(path) as archive:
        contents = [archive.read(info).decode("utf-8") for info in archive.infolist()]
    for secret in (name, word):
        if folded(secret) in made.left or secret.casefold() in made.left:
            continue  # a word of the report itself
        whole = re.compile(rf"(?<![^\W\d_]){re.escape(secret.casefold())}(?![^\W\d_])")
        assert not any(whole.search(unicodedata.normalize("NFC", content).casefold()) for content in contents)


# -- sound -------------------------------------------------------------------------------------------------------------

RATE = 16_000


def a_sound(path: Path, seconds: float) -> Path:
    """Two channels of noise, and tags that tell a name."""
    import av

    noise = np.random.default_rng(1).integers(-9000, 9000, (2, int(seconds * RATE)), dtype=np.int16)
    with av.open(str(path), "w", format="flac") as container:
        container.metadata["title"] = "Zaphodine and Öskar"
        stream = container.add_stream("flac", rate=RATE, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(noise.T.reshape(1, -1)), "s16", "stereo")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def samples_of(content: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(content)) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2").reshape(-1, sound.getnchannels())


def test_the_words_cannot_be_heard_and_the_rest_can(reviewed: Review, tmp_path: Path) -> None:
    sound = a_sound(tmp_path / "zaphodine.flac", 46.0)
    redaction = Redaction(Secrets(NAMES, WORDS))
    spans = secret_times([reviewed.conversation], [], redaction)
    write_bleeped(sound, tmp_path / "bleeped.wav", spans)
    content = written_pack(tmp_path / "a.zip", reviewed, redaction, tmp_path / "bleeped.wav")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        made = archive.read(SOUND)
    assert made[:4] == b"RIFF"
    assert made[12:16] == b"fmt "
    assert made[36:40] == b"data"  # nothing between: no tags
    assert "zaphodine" not in folded(made.decode("latin-1"))
    heard, before = samples_of(made), samples_of(original_wav(sound, tmp_path))
    assert heard.shape == before.shape
    times = np.arange(len(heard)) / RATE
    covered, free = np.zeros(len(heard), bool), np.ones(len(heard), bool)
    for span in spans:
        covered |= (times >= span.start) & (times < span.end)
        free &= (times < span.start - 1 / RATE) | (times > span.end + 1 / RATE)
    assert 0.1 < covered.mean() < 0.9
    assert np.array_equal(heard[free], before[free])
    assert heard[covered].max() < 0.06 * 32767
    for channel in range(2):
        assert abs(np.corrcoef(heard[covered, channel], before[covered, channel])[0, 1]) < 0.02


def original_wav(sound: Path, folder: Path) -> bytes:
    write_bleeped(sound, folder / "whole.wav", ())
    return (folder / "whole.wav").read_bytes()


def test_a_word_is_covered_with_its_margin() -> None:
    talk = conversation("A 0-4 a b Öskar d")
    spans = secret_times([talk], [], Redaction(Secrets(("Öskar",))))
    assert spans == (Span(2.0 - MARGIN, 3.0 + MARGIN),)


def test_a_name_that_was_edited_away_is_still_covered() -> None:
    heard = conversation("A 0-4 a b Öskar d")
    edited = conversation("A 0-4 a b him d")
    redaction = Redaction(Secrets(("Öskar",)))
    assert secret_times([edited], [], redaction) == ()
    assert total(secret_times([heard, edited], [], redaction)) == pytest.approx(1.0 + 2 * MARGIN)
    words = tuple(word for turn in heard.turns for word in turn.words)
    assert secret_times([edited], [words], redaction) == secret_times([heard], [], redaction)


def test_where_words_have_no_times_the_whole_turn_is_covered() -> None:
    talk = conversation("A 1-4 a b Öskar d", "B 5-7 no")
    bare = replace(talk, turns=tuple(replace(turn, words=()) for turn in talk.turns), timing=Timing.CAPTIONS)
    assert secret_times([bare], [], Redaction(Secrets(("Öskar",)))) == (Span(1.0 - MARGIN, 4.0 + MARGIN),)


# -- suggestions -------------------------------------------------------------------------------------------------------


def test_names_are_suggested_and_common_words_are_not() -> None:
    talk = conversation(
        "A 0-4 Well, I met Anna Miller in Bristol on Monday. She said hello.",
        "B 5-9 Yes. Anna’s sister, Bristol again, I'm sure. OK then. The move was hard.",
        "A 10-14 The Move? So Anna, how is it?",
    ).renamed("B", "Ben King")
    assert suggested_names(talk) == ("Ben King", "Bristol", "Anna Miller", "Anna")


@pytest.mark.parametrize("label", ["Speaker 1", "speaker_02", "Me", "Unknown speaker", "S1", "Left", "Channel 2", ""])
def test_labels_of_nobody_are_not_suggested(label: str) -> None:
    talk = conversation("A 0-1 yes.", "B 2-3 no.").renamed("A", label).renamed("B", "Them")
    assert suggested_names(talk) == ()


def test_nouns_are_no_names_in_german() -> None:
    talk = conversation("A 0-4 Ich habe das Haus mit dem Garten gesehen.", language="de").renamed("A", "Jörg")
    assert suggested_names(talk) == ("Jörg",)
