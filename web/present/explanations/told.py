"""The steps of a score as `scoring.files` tells them, put into the reader's language by its own patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.files.catalogue import fill
from scoring.files.formats import TOLD
from scoring.files.telling import WORDS
from scoring.rulebook import Rulebook
from scoring.rulebook.given import Part
from scoring.rulebook.nominating import Vote
from web.present.explanations.paragraphs import Story
from web.present.explanations.statuses import status_line
from web.present.formatting import is_english


def told_lines(story: Story) -> Iterator[str]:
    """Every step kept with the row; a row without any says what became of it."""
    language = "en" if is_english() else "zh"
    own = TOLD[story.rulebook.format]
    words = {**WORDS[language], **own.words[language]}
    names = _names(story.rulebook)
    for kind, params in story.evidence["told"]:
        shown = {name: _word(str(one), words) if name in own.codes else one for name, one in params.items()}
        shown |= {name: known[str(shown[name])] for name, known in names.items() if str(shown.get(name)) in known}
        if str(shown.get("judge", "")).isdecimal():
            shown["judge"] = int(shown["judge"])  # seats are known by their number
        text = fill(own.patterns[language][kind], shown)
        yield f"{text[0].upper()}{text[1:]}." if language == "en" else f"{text}。"
    if story.row["status"] != "FIN":
        yield status_line(story.row, story.rulebook.format.value)


def _names(rulebook: Rulebook) -> Mapping[str, Mapping[str, str]]:
    """What the codes in a step are called in the rulebook, by the parameter that holds them."""
    given: tuple[Part | Vote, ...] = (*rulebook.parts, *rulebook.votes)
    return {
        "criterion": {one.code: one.name for one in rulebook.rubric if one.name},
        "code": {one.code: one.name for one in given if one.name},
        "round": {one.code: one.name for one in rulebook.round_list if one.name},
    }


def rule_told(key: str, story: Story) -> str:
    """A link of the tie chain as the format names it: `indicator:绩效`, `level:重大`, `fewest:不称职`."""
    language = "en" if is_english() else "zh"
    return _word(key, {**WORDS[language], **TOLD[story.rulebook.format].words[language]})


def _word(code: str, words: Mapping[str, str]) -> str:
    """A code in words; what follows its colon is a code of the rulebook and stays."""
    kind, colon, rest = code.partition(":")
    return f"{words.get(kind, kind)}{'“' if colon else ''}{rest}{'”' if colon else ''}"
