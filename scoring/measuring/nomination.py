"""Nominations measured: the review first, then rubric and votes as a judged contest of those who may stand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.errors import Fault
from scoring.grouping import Grouping
from scoring.judged.score import PanelScore
from scoring.judged.sheet import PartValue
from scoring.measuring.judged import measure_judged
from scoring.measuring.measured import Measured, Scored
from scoring.nominations import Finding, Item, NominationScore, Review, answer_text
from scoring.people import Entry
from scoring.races import Status
from scoring.results import JudgedResults, NominationResults, SideTable
from scoring.rulebook.laws.nomination import as_judged
from scoring.rulebook.model import Judging, Rulebook
from scoring.rulebook.nominating import Nomination
from scoring.values import format_fixed

Scores = Mapping[str, NominationScore]


def measure_nomination(
    rulebook: Rulebook, nomination: Nomination, judging: Judging, results: NominationResults, grouping: Grouping
) -> Measured:
    """Return every nominee's score.

    A condition missed, a veto or a vote without the share it needs is DQ with reason `condition`, `veto` or `vote`; who
    was turned away by the review is left out of every comparison, and so are the marks and votes. What is missing
    blocks. Faults: those of `Review` and of the judged contest inside.
    """
    review = _review(rulebook, nomination, results)
    votes = {vote.code for vote in rulebook.votes}
    reviewed = {entry.code: review.of(entry.code) for entry in results.entries}
    away = frozenset(code for code, score in reviewed.items() if score.turned_away)
    standing = _standing(rulebook, results, review, away)
    judged = measure_judged(as_judged(rulebook, review.voters), judging, standing, grouping.without(away))
    scores = {code: replace(one, panel=_panel(judged, code)) for code, one in reviewed.items()}
    turned = [Fault("turned_away", _why(scores[code])) for code in sorted(away)]
    return Measured(
        scored={entry.code: _scored(entry, scores[entry.code], judged) for entry in results.entries},
        chain=judged.chain,
        evidence=scores,
        faults=(
            *review.faults,
            *(fault for score in scores.values() for fault in score.faults),
            *_without_votes(judged.faults, votes),
        ),
        warnings=(*turned, *judged.warnings),
        tables=tuple(_tables(rulebook, scores)),
    )


def judged_inside(rulebook: Rulebook, results: NominationResults) -> tuple[Rulebook, JudgedResults]:
    """Return the judged contest inside a nomination: its rules, and the marks of those who were not turned away."""
    review = _review(rulebook, rulebook.nomination or Nomination(), results)
    away = frozenset(entry.code for entry in results.entries if review.of(entry.code).turned_away)
    return as_judged(rulebook, review.voters), _standing(rulebook, results, review, away)


def _review(rulebook: Rulebook, nomination: Nomination, results: NominationResults) -> Review:
    return Review(rulebook, nomination, results.entries, results.checks, results.votes, results.sessions)


def _panel(judged: Measured, entry: str) -> PanelScore | None:
    found = judged.evidence.get(entry)
    return found if isinstance(found, PanelScore) else None


def _without_votes(faults: Sequence[Fault], votes: set[str]) -> list[Fault]:
    """Return the faults of the judged contest; that a vote is missing the review has told."""
    return [one for one in faults if one.code != "part_missing" or one.params["part"] not in votes]


def _standing(rulebook: Rulebook, results: NominationResults, review: Review, away: frozenset[str]) -> JudgedResults:
    """Return the marks, parts and votes of those who were not turned away."""
    judged = results.judged
    earning = {vote.code for vote in rulebook.votes if vote.points}
    votes = [
        PartValue(entry.code, code, Fraction(number))
        for entry in judged.entries
        for code, number in review.votes(entry.code).items()
        if code in earning
    ]
    return replace(judged, parts=(*judged.parts, *votes)).without(away)


def _scored(entry: Entry, score: NominationScore, judged: Measured) -> Scored:
    facts = _facts(score)
    for item in (Item.VETO, Item.CONDITION):
        if score.failed(item):
            return Scored(entry, Status.DQ, item.value, "", None, None, facts=facts)
    found = replace(judged.scored[entry.code], facts=facts)
    if score.missing is not None:
        return Scored(entry, Status.BLOCKED, f"{score.missing.item.value}_missing", "", None, None, facts=facts)
    if score.failed(Item.VOTE) and found.status is Status.FIN:
        return replace(found, status=Status.DQ, reason=Item.VOTE.value)
    return found


def _facts(score: NominationScore) -> dict[str, str]:
    """Return the columns of PLACES: conditions missed and vetoes by code, votes as `31/40`."""
    votes = [f"{one.code} {one.votes}/{one.voters}" for one in score.findings if one.votes is not None]
    return {
        "conditions": "; ".join(one.code for one in score.failed(Item.CONDITION)),
        "veto": "; ".join(one.code for one in score.failed(Item.VETO)),
        "votes": "; ".join(votes),
    }


def _why(score: NominationScore) -> dict[str, str | int]:
    found = (*score.failed(Item.VETO), *score.failed(Item.CONDITION))
    items = [f"{one.code} – {one.reason}" if one.reason else one.code for one in found]
    return {"entry": score.entry, "items": "; ".join(items)}


def _tables(rulebook: Rulebook, scores: Scores) -> list[SideTable]:
    """Return the review (资格审查表) and the votes (计票结果), as far as the rules have them."""
    reviewed = [(score.entry, one) for score in scores.values() for one in score.findings]
    review = [_review_row(entry, one) for entry, one in reviewed if one.item is not Item.VOTE]
    votes = [_vote_row(entry, one) for entry, one in reviewed if one.item is Item.VOTE]
    tables = []
    if rulebook.conditions or rulebook.vetoes:
        tables.append(SideTable("review", ("entry", "item", "code", "answer", "verdict", "reason"), tuple(review)))
    if rulebook.votes:
        tables.append(SideTable("votes", ("entry", "vote", "votes", "voters", "percent", "verdict"), tuple(votes)))
    return tables


def _review_row(entry: str, one: Finding) -> tuple[str, ...]:
    return (entry, one.item.value, one.code, answer_text(one), one.verdict.value, one.reason)


def _vote_row(entry: str, one: Finding) -> tuple[str, ...]:
    votes, voters = ("" if number is None else str(number) for number in (one.votes, one.voters))
    percent = "" if one.share is None else format_fixed(one.share * 100, 2)
    return (entry, one.code, votes, voters, percent, one.verdict.value)
