"""What each part of the account comes to in plain sentences."""

from collections.abc import Iterator

from scoring.fairness.account import Account
from scoring.fairness.comparing import WINNER, Alternative, Verdict
from scoring.fairness.cuts import ClosePair
from scoring.fairness.departments import Gap
from scoring.fairness.flags import Flag
from scoring.fairness.intervals import RankInterval
from scoring.fairness.severity import JudgeEffect
from scoring.files.fairness.voice import Voice, chance, figure, percent

NINETY_FIVE = 1.96
"""Standard errors to each side."""
FEW_ENTRIES, FEW_JUDGES = 10, 3
"""Below these the figures are rough (docs/fairness.md, Limits)."""
_LEFT_OUT = ("recused", "absent", "void", "incomplete", "aside")


def marks_sentences(found: Account, say: Voice) -> Iterator[str]:
    """What was counted, what was not, and whether it is little."""
    design = found.design
    size = {"marks": design.marks, "entries": design.entries, "judges": design.judges}
    yield say.say("marks", **size, **dict.fromkeys(_LEFT_OUT, "") | dict(found.left_out))
    if found.unmarked:
        yield say.say("unmarked", entries=say.entries(found.unmarked))
    if design.judges == 1:
        yield say.say("alone")
    elif design.judges < FEW_JUDGES or design.entries < FEW_ENTRIES:
        yield say.say("few")


def design_sentences(found: Account, say: Voice) -> Iterator[str]:
    """Who marked what."""
    design = found.design
    if design.complete:
        yield say.say("complete")
    else:
        efficiency = "—" if design.efficiency is None else figure(design.efficiency)
        most = "" if design.most_marks == design.fewest_marks else design.most_marks
        yield say.say("holes", fewest=design.fewest_marks, most=most, efficiency=efficiency)
    if not design.connected:
        yield say.say("parts", parts=len(design.parts))


def agreement_sentences(found: Account, say: Voice) -> Iterator[str]:
    """Where the differences between marks come from, and how far the judges agree."""
    agreed = found.agreement
    if agreed.single is None or agreed.mean is None or agreed.shares is None:
        yield say.say("shares_unknown")
        return
    yield say.say("shares", **dict(zip(("entry", "judge", "rest"), map(percent, agreed.shares), strict=True)))
    w = "" if agreed.kendall_w is None else figure(agreed.kendall_w)
    yield say.say(
        "icc", single=figure(agreed.single), mean=figure(agreed.mean), each=f"{agreed.marks_per_entry:.3g}", w=w
    )


def judge_sentence(judge: JudgeEffect, found: Account, say: Voice) -> str:
    """How strict or lenient one judge is."""
    margin = NINETY_FIVE * judge.standard_error
    kind = "even" if abs(judge.effect) <= margin else "lenient" if judge.effect > 0 else "strict"
    effect = judge.effect if kind == "even" else abs(judge.effect)
    order = next(order.with_rest for order in found.agreement.orders if order.judge == judge.judge)
    return say.say(
        kind,
        judge=say.names.judge(judge.judge),
        marks=judge.marks,
        effect=figure(effect),
        margin=figure(margin),
        spearman="" if order is None else figure(order),
    )


def correction_sentences(found: Account, say: Voice) -> Iterator[str]:
    """How much came from who marked whom, and whether a correction would be worth it."""
    yield say.say("luck", luck=percent(found.severity.luck_share))
    if found.severity.recommended:
        yield say.say("recommended")
    for reason in found.severity.withheld:
        yield say.say(reason.value)


def gap_sentence(found: Account, say: Voice) -> str:
    """Own departments against others, all judges together."""
    gaps, whole = found.departments, found.departments.overall
    if whole is None:
        return say.say("gap_few", same=gaps.same) if gaps.same else say.say("gap_none")
    probability = figure(whole.permutation_probability, 3)
    return say.say("gap", same=whole.same, others=whole.others, gap=figure(whole.gap), probability=probability)


def judge_gap_sentence(gap: Gap, say: Voice) -> str:
    """The same of one judge."""
    probability = figure(gap.holm_probability or 0.0, 3)
    judge = say.names.judge(gap.judge)
    return say.say("gap_judge", judge=judge, same=gap.same, gap=figure(gap.gap), probability=probability)


def rank_sentence(one: RankInterval, place: int, say: Voice) -> str:
    """Which places the marks of one entry allow."""
    return say.say(
        "interval",
        group=say.names.group(one.group),
        place=place,
        entry=say.names.entry(one.entry),
        low=one.low,
        high=one.high,
        first=chance(one.first),
        award="" if one.award is None else chance(one.award),
    )


def no_ranks_sentences(found: Account, say: Voice) -> Iterator[str]:
    """Why there are no rank intervals; nothing where there are."""
    if found.intervals is None:
        yield say.say("interval_unknown" if found.marks_alone else "interval_parts")


def method_sentences(found: Account, say: Voice) -> Iterator[str]:
    """What the other methods would change."""
    yield from (_alternative(one, found, say) for one in found.comparison.alternatives if one.method != found.method)


def _alternative(one: Alternative, found: Account, say: Voice) -> str:
    method = say.method(one.method.value)
    if one.places is None:
        return say.say("alternative_none", method=method, reason=say.word(one.reason, "other"))
    shifts = [abs(place - one.places[entry]) for entry, place in found.comparison.official.items()]
    moved = sum(shift > 0 for shift in shifts)
    kind = "alternative" if moved else "alternative_same"
    return say.say(kind, method=method, moved=moved, largest=max(shifts, default=0))


def verdict_sentence(verdict: Verdict, say: Voice) -> str:
    """Does a cut hang on the method?"""
    kind = ("robust" if verdict.robust else "open") + ("_first" if verdict.cut == WINNER else "")
    entries, count = say.entries(verdict.above), len(verdict.above)
    return say.say(kind, group=say.names.group(verdict.group), cut=verdict.cut, entries=entries, count=count)


def change_sentences(verdict: Verdict, say: Voice) -> Iterator[str]:
    """Who would come above the cut under which method, and who would go."""
    for change in verdict.changes:
        gained, lost = say.entries(change.gained), say.entries(change.lost)
        yield say.say("change", method=say.method(change.method.value), gained=gained, lost=lost)


def close_sentence(pair: ClosePair, say: Voice) -> str:
    """Two entries at a cut whose order is not known."""
    return say.say(
        "close",
        group=say.names.group(pair.group),
        cut=say.word("winner") if pair.cut == WINNER else pair.cut,
        ahead=say.names.entry(pair.ahead),
        behind=say.names.entry(pair.behind),
        probability=chance(pair.probability),
    )


def flag_sentence(flag: Flag, say: Voice) -> str:
    """One thing to look at again."""
    return say.flag(
        flag.code.value,
        entry=say.names.entry(flag.entry) if flag.entry else "",
        judge=say.names.judge(flag.judge) if flag.judge else "",
        found=f"{flag.found:.4g}",
        against=f"{flag.against:.4g}",
    )
