"""A language, and the names it calls entries, judges and groups by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType

from scoring.files.catalogue import fill
from scoring.files.fairness import chinese, english

MOST_NAMES = 12
"""Names in one sentence; the rest is an ellipsis."""
_WORDS = {"zh": chinese, "en": english}
Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Names:
    """How entries, judges and groups are called: by their codes unless somebody knows better."""

    entry: Name = str
    judge: Name = str
    group: Name = str


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the sentences of one language."""

    words: ModuleType
    names: Names

    def say(self, sentence: str, **params: str | int) -> str:
        """Return a sentence by its name; what stands in brackets is left out when its parameter is empty."""
        return fill(self.words.LINES[sentence], params)

    def flag(self, code: str, **params: str | int) -> str:
        """Return the sentence of a flag."""
        return fill(self.words.FLAGS[code], params)

    def method(self, code: str) -> str:
        """Return what a method of scoring is called."""
        name: str = self.words.METHODS[code]
        return name

    def word(self, code: str, default: str = "") -> str:
        """Return a word by its code, or that of `default` where the code has none."""
        return str(self.words.WORDS.get(code) or self.words.WORDS[default])

    def entries(self, codes: Sequence[str]) -> str:
        """Return entries in one line, the first dozen of them."""
        shown = self.word("list").join(self.names.entry(code) for code in codes[:MOST_NAMES]) or self.word("nobody")
        return f"{shown} …" if len(codes) > MOST_NAMES else shown


def voice(language: str, names: Names | None = None) -> Voice:
    """Return the voice of a language, "zh" or "en"."""
    return Voice(_WORDS[language], names or Names())


def figure(value: float, decimals: int = 2) -> str:
    """Return a figure with fixed decimals; never minus zero."""
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def percent(value: float) -> str:
    """Return a share in whole percent."""
    return f"{100 * value:.0f}"


def chance(value: float) -> str:
    """Return a drawn probability in whole percent; never 0 or 100, which draws cannot prove."""
    return "<1" if value < 0.005 else ">99" if value > 0.995 else percent(value)
