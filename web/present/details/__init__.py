"""The lists beside the places, the same on the page, on paper and in the workbook: counts, indicators, rounds, votes.

They are read from a frozen document and its rules. What the office keeps to itself is not in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from flask_babel import gettext

from scoring.rulebook import Rulebook
from web.present.details import ballot, index, judged, nomination, race, tally
from web.present.details.lists import Detail, Json, Say, Told

__all__ = ["Detail", "details", "in_chinese"]

_BY_FORMAT: Mapping[str, Callable[[Told], Iterator[Detail]]] = {
    "ballot": ballot.lists,
    "index": index.lists,
    "judged": judged.lists,
    "nomination": nomination.lists,
    "race": race.lists,
    "tally": tally.lists,
}


def details(document: Json, rulebook: Rulebook, names: Mapping[int, str], say: Say = gettext) -> list[Detail]:
    """Every list of the contest that says something; `names` are what the entries are called by this reader."""
    made = _BY_FORMAT[document["contest"]["format"]](Told(document, rulebook, names, say))
    return [one.filled() for one in made if one.rows]


def in_chinese(text: str) -> str:
    """The source text itself: paper is Chinese in every language of the screens."""
    return text
