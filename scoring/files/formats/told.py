"""What a format says in an explanation: its own kinds of lines with their patterns, and words for its own codes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from scoring.explain import Explanation
from scoring.rulebook.model import Rulebook

Line = tuple[str, dict[str, str | int]]
"""A kind of line with its parameters."""


@dataclass(frozen=True, slots=True)
class Told:
    """One format: `lines` leads to the score, `patterns` by language and kind of line, `words` by language and code.

    Kinds and codes are the format's own: another format may use the same names for something else. `codes` names the
    parameters that hold codes.
    """

    lines: Callable[[Explanation, Rulebook], Iterator[Line]]
    patterns: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    codes: tuple[str, ...] = ()
