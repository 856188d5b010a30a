"""What can go wrong on the way to paper, as types; the services turn them into sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Uncovered:
    """One text and those of its characters that no installed face can draw."""

    text: str
    characters: tuple[str, ...]

    @property
    def code_points(self) -> str:
        """The characters as `U+323B0, U+E000`: what a person needs to look them up."""
        return ", ".join(f"U+{ord(character):04X}" for character in self.characters)


class Unprintable(Exception):
    """Some texts hold characters that would come out as boxes; all of them at once."""

    def __init__(self, found: Sequence[Uncovered]) -> None:
        super().__init__(", ".join(one.code_points for one in found))
        self.found = tuple(found)


class ForeignAddress(Exception):
    """A page tried to load something that is neither in the page itself nor one of our own assets."""


class FacesMissing(Exception):
    """The faces every document needs aren't installed; `families` names them."""

    def __init__(self, families: Sequence[str]) -> None:
        super().__init__(", ".join(families))
        self.families = tuple(families)


class ForeignFace(Exception):
    """A face was embedded that isn't on the shelf; `names` are its PostScript names."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


class Stopped(Exception):
    """Somebody asked to stop; nothing was kept."""
