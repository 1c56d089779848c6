"""Speech to words: Whisper on the voiced parts only, in full windows, several at once."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import ctranslate2
import faster_whisper
import numpy as np
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens, merge_punctuations
from numpy.typing import NDArray

from models.decoded import Decoded, best
from models.manifest import WEIGHTS
from models.mending import Tracks, mended_tracks
from models.records import VoiceSpan, Word
from models.voice import FRAME_SECONDS, RATE_HZ, Samples, frame_levels
from models.windows import MARGIN, Window, windows
from models.word_times import fitted

BATCH = 8  # windows decoded together: four minutes of speech
BEAM = 2  # 5 costs a fifth more and hears 8 more of 5,170 scripted words, 7 of 402 real ones: chance
TOKENS_PER_SECOND = 7  # twice what fast speech needs; stops loops
SPARE_TOKENS = 8
RETRIES = (0.2, 0.4)  # temperatures after a failed beam search; with none at all it can loop
DRAWS = 5  # texts drawn at each of them; the likeliest counts
LANGUAGE_WINDOWS = 3  # windows listened to for the language (our choice: a greeting may be in another one)
# Whisper leaves out every "um"; speech that it believes went before keeps them. With it the decoder must also set
# times: without them it ended full windows early (word error rate .29 instead of .07 on scripted talks).
FILLER_PROMPT = " Um, so, uh, how are you? Mm-hmm. Yeah, I, um... I think, uh, it's okay. Right? Mm-hmm."
UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "yue"})  # languages whose words the engine does not part by spaces
PREPENDED, APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"


Encoding = NDArray[np.float32]  # of one window, 3 MB with Whisper base


class Language(NamedTuple):
    """A language as its ISO 639-1 code and how sure the recogniser is, 0 to 1."""

    code: str
    probability: float


@dataclass(frozen=True, slots=True)
class Progress:
    """What one more window gave: seconds recognised so far and in all, and its words as first heard.

    The words may still change: what got none is heard a second time at the end.
    """

    done: float
    total: float
    words: tuple[Word, ...]


class Recogniser:
    """Whisper weights from a folder, on the processor, in 8-bit numbers.

    One transcription at a time: two on the same weights leak memory in the engine.

    Args:
        folder: as ``catalogue.prepare`` gives it.
        threads: of the engine.
    """

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        self._whisper = faster_whisper.WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )
        ctranslate2.set_random_seed(0)  # retries draw at random; the same sound is to give the same words
        self._busy = threading.Lock()
        self._encodings: dict[bytes, Encoding] = {}  # of the windows that told the language, for their words
        self._size = _size_name(folder)

    @property
    def name(self) -> str:
        """Engine, version, weights and precision, as a review keeps them."""
        return f"faster-whisper {faster_whisper.__version__} {self._size} int8"

    @property
    def is_multilingual(self) -> bool:
        """Hears other languages than English."""
        return bool(self._whisper.model.is_multilingual)

    def detect_language(self, samples: Samples, voice: Sequence[VoiceSpan], *, margin: float = MARGIN) -> Language:
        """The language of the voiced parts, from up to three windows of them spread over the sound.

        Raises:
            ValueError: there is no voice.
            RuntimeError: a transcription is running.
        """
        if not voice:
            raise ValueError("a language needs voice")
        if not self.is_multilingual:
            return Language("en", 1.0)
        every = self._windows(samples, voice, margin)
        count = min(LANGUAGE_WINDOWS, len(every))
        chosen = [every[at * len(every) // count] for at in range(count)]
        with self._alone():
            self._encodings = {}
            encoded = self._encoded(samples, chosen, keeps=True)
            guesses = self._whisper.model.detect_language(encoded)
        weights: dict[str, float] = {}
        for found, window in zip(guesses, chosen, strict=True):
            for token, probability in found:
                code = token.strip("<|>")
                weights[code] = weights.get(code, 0.0) + probability * window.duration
        code = max(weights, key=weights.__getitem__)
        return Language(code, min(1.0, weights[code] / sum(window.duration for window in chosen)))

    def words(self, samples: Samples, voice: Sequence[VoiceSpan], *, language: str) -> tuple[Word, ...]:
        """The words spoken in the voiced parts, in order, each inside a span of voice; what got none is heard again.

        Args as for ``heard``.
        """

        def hear(holes: Tracks, keeps_fillers: bool) -> list[tuple[Word, ...]]:
            return [self.heard(samples, own, language=language, keeps_fillers=keeps_fillers) for own in holes]

        return mended_tracks([self.heard(samples, voice, language=language)], [voice], hear)[0]

    def heard(
        self,
        samples: Samples,
        voice: Sequence[VoiceSpan],
        *,
        language: str,
        keeps_fillers: bool = True,
        margin: float = MARGIN,
        on_window: Callable[[Progress], None] | None = None,
    ) -> tuple[Word, ...]:
        """One hearing of the voiced parts: words in order, each inside a span of voice; some voice may get none.

        Args:
            samples: mono, 16 kHz, up to some ten minutes.
            voice: in order and apart; nothing outside it is heard.
            language: ISO 639-1 code; English-only weights take "en" alone.
            keeps_fillers: with the prompt that keeps "um", where the language has one.
            margin: seconds of the real sound heard around each span.
            on_window: told after each window; may raise, which ends the work.

        Raises:
            ValueError: the language is unknown to these weights.
            RuntimeError: another transcription is running.
        """
        self.check_language(language)
        if not voice:
            return ()
        tokenizer = Tokenizer(self._whisper.hf_tokenizer, self.is_multilingual, task="transcribe", language=language)
        with self._alone():
            every = self._windows(samples, voice, margin)
            return self._words(samples, voice, every, tokenizer, keeps_fillers and _has_prompt(tokenizer), on_window)

    def check_language(self, language: str) -> None:
        """ValueError where these weights do not know the language."""
        if language != "en" and language not in self._whisper.supported_languages:
            raise ValueError(f"{self.name} does not know the language {language!r}")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._busy.acquire(blocking=False):
            raise RuntimeError("one transcription at a time")
        try:
            yield
        finally:
            self._busy.release()

    def _words(
        self,
        samples: Samples,
        voice: Sequence[VoiceSpan],
        every: Sequence[Window],
        tokenizer: Tokenizer,
        keeps_fillers: bool,
        on_window: Callable[[Progress], None] | None,
    ) -> tuple[Word, ...]:
        total = sum(window.duration for window in every)
        done = 0.0
        words: list[Word] = []
        for at in range(0, len(every), BATCH):
            group = every[at : at + BATCH]
            encoded = self._encoded(samples, group)
            texts = self._decode(encoded, group, tokenizer, keeps_fillers=keeps_fillers)
            fresh = fitted(self._aligned(encoded, group, texts, tokenizer), voice)
            words += fresh
            for window in group:
                done += window.duration
                if on_window is not None:
                    first, last = window.pieces[0].start, window.pieces[-1].end
                    on_window(Progress(done, total, tuple(w for w in fresh if first <= w.start < last)))
        return fitted(words, voice)

    def _windows(self, samples: Samples, voice: Sequence[VoiceSpan], margin: float) -> tuple[Window, ...]:
        levels = frame_levels(samples)

        def quietest(start: float, end: float) -> float:
            first, after = int(start / FRAME_SECONDS), max(int(start / FRAME_SECONDS) + 1, int(end / FRAME_SECONDS))
            # Three frames together: one quiet frame may be the closure of a "p" or a "t".
            smooth = np.convolve(levels[first:after], np.ones(3) / 3, mode="same")
            return (first + int(np.argmin(smooth)) + 0.5) * FRAME_SECONDS

        return windows(voice, duration=len(samples) / RATE_HZ, quietest=quietest, margin=margin)

    def _encoded(self, samples: Samples, group: Sequence[Window], *, keeps: bool = False) -> ctranslate2.StorageView:
        """The windows as the decoder takes them. What was kept for later is used once.

        They are taken in one by one: together, the same ones took a quarter more processor time (base, 2 threads,
        1 to 12 windows).
        """
        every: list[Encoding] = []
        for window in group:
            features = self._features(samples, window)
            key = sha256(features.tobytes()).digest()
            encoding = self._encodings.pop(key, None)
            if encoding is None:
                encoding = np.array(self._whisper.encode(features[None])).astype(np.float32, copy=False)
            if keeps:
                self._encodings[key] = encoding
            every.append(encoding)
        return ctranslate2.StorageView.from_array(np.concatenate(every))

    def _features(self, samples: Samples, window: Window) -> NDArray[np.float32]:
        sound = np.concatenate(
            [samples[round(piece.start * RATE_HZ) : round(piece.end * RATE_HZ)] for piece in window.pieces]
        )
        features: NDArray[np.float32] = pad_or_trim(self._whisper.feature_extractor(sound)[..., :-1])
        return features

    def _decode(
        self, encoded: ctranslate2.StorageView, group: Sequence[Window], tokenizer: Tokenizer, *, keeps_fillers: bool
    ) -> list[Decoded]:
        """Each window's text, decoded together; those that fail once more alone, with some chance in it."""
        before = tokenizer.encode(FILLER_PROMPT) if keeps_fillers else []
        prompt = self._whisper.get_prompt(tokenizer, before, without_timestamps=not keeps_fillers)
        heard = self._generate(encoded, [prompt] * len(group), max(w.duration for w in group), tokenizer, 0.0)
        for at, first in enumerate(heard):
            tried = [first]
            for temperature in RETRIES:
                if tried[-1].is_good:
                    break
                alone = ctranslate2.StorageView.from_array(np.array(encoded)[at : at + 1])
                tried += self._generate(alone, [prompt], group[at].duration, tokenizer, temperature)
            heard[at] = best(tried)
        return heard

    def _generate(
        self,
        encoded: ctranslate2.StorageView,
        prompts: list[list[int]],
        seconds: float,
        tokenizer: Tokenizer,
        temperature: float,
    ) -> list[Decoded]:
        searched = {"beam_size": BEAM}
        sampled = {"beam_size": 1, "num_hypotheses": DRAWS, "sampling_topk": 0, "sampling_temperature": temperature}
        length = len(prompts[0]) + ceil(TOKENS_PER_SECOND * seconds) + SPARE_TOKENS
        results = self._whisper.model.generate(
            encoded,
            prompts,
            max_length=min(self._whisper.max_length, length),
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
            return_scores=True,
            **(sampled if temperature else searched),
        )
        heard = []
        for result in results:
            tokens = tuple(result.sequences_ids[0])
            # The score is a mean over the tokens; the end of the text counts as one more.
            mean = result.scores[0] * len(tokens) / (len(tokens) + 1)
            heard.append(Decoded(tokens, tokenizer.decode(list(tokens)).strip(), mean))
        return heard

    def _aligned(
        self,
        encoded: ctranslate2.StorageView,
        group: Sequence[Window],
        heard: Sequence[Decoded],
        tokenizer: Tokenizer,
    ) -> list[Word]:
        """The words of all windows with their times in the recording."""
        texts = [[token for token in one.tokens if token < tokenizer.eot] for one in heard]
        frames = [ceil(window.duration * self._whisper.frames_per_second) for window in group]
        aligned = self._whisper.find_alignment(tokenizer, texts, encoded, frames)
        words: list[Word] = []
        for window, timings in zip(group, aligned, strict=True):
            merge_punctuations(timings, PREPENDED, APPENDED)
            for timing in _joined(timings, tokenizer):
                start, end = window.spread(timing.start, timing.end)
                words.append(Word(start, end, timing.text, timing.probability))
        return words


@dataclass(frozen=True, slots=True)
class _Timing:
    """A word with its times in its window, and how many tokens it was written with."""

    start: float
    end: float
    text: str
    probability: float
    tokens: int


def _joined(timings: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> list[_Timing]:
    """The engine's words as they are written: it takes "Mm-hmm" for two, the second without a space before it.

    The engine gives plain dicts (hence ``Any``); here they end.
    """
    joined: list[_Timing] = []
    for timing in timings:
        text, tokens = timing["word"].strip(), len(timing["tokens"])
        start, end = float(timing["start"]), float(timing["end"])
        probability = min(1.0, max(0.0, float(timing["probability"])))
        if not text:
            continue
        if joined and not timing["word"].startswith(" ") and tokenizer.language_code not in UNSPACED:
            first = joined.pop()
            both = first.tokens + tokens
            probability = (first.probability * first.tokens + probability * tokens) / both
            start, text, tokens = first.start, first.text + text, both
        joined.append(_Timing(start, max(start, end), text, probability, tokens))
    return joined


def _has_prompt(tokenizer: Tokenizer) -> bool:
    """The prompt that keeps fillers is English."""
    return str(tokenizer.language_code) == "en"


def _size_name(folder: Path) -> str:
    """What the weights are called, known by the size of their file; else the folder's name."""
    size = (folder / "model.bin").stat().st_size
    for weights in WEIGHTS.values():
        if any(file.name == "model.bin" and file.size == size for file in weights.files):
            return weights.id.removeprefix("whisper-")
    return folder.name
