"""The account told in plain sentences, most important first; long lists are cut, the JSON file has everything."""

from collections.abc import Iterator, Sequence
from types import ModuleType

from scoring.fairness.account import Account
from scoring.fairness.comparing import WINNER, Alternative, Verdict
from scoring.fairness.severity import JudgeEffect
from scoring.files.catalogue import fill
from scoring.files.fairness import chinese, english

MOST_ENTRIES, MOST_FLAGS, MOST_NAMES = 10, 20, 12
"""Lines of one kind told at most, and names in one line."""
NINETY_FIVE = 1.96
"""Standard errors to each side."""
_WORDS = {"zh": chinese, "en": english}
Params = dict[str, str | int]
Line = tuple[str, Params]


def told(found: Account, language: str) -> str:
    """Return the account as lines of text."""
    words = _WORDS[language]
    lines = (
        *_head_lines(found, words),
        *_judge_lines(found),
        *_gap_lines(found),
        *_interval_lines(found),
        *_method_lines(found, words),
        *_close_lines(found, words),
    )
    texts = [fill(words.LINES[name], params) for name, params in lines]
    return "\n".join([*texts, *_flag_texts(found, words), words.LINES["limits"]]) + "\n"


def _head_lines(found: Account, words: ModuleType) -> Iterator[Line]:
    design = found.design
    yield "title", {"contest": found.contest, "seed": found.seed, "fingerprint": found.fingerprint[:12]}
    yield "beside", {}
    size: Params = {"marks": design.marks, "entries": design.entries, "judges": design.judges}
    yield "marks", {**dict.fromkeys(("recused", "absent", "void", "incomplete", "aside"), ""), **size, **found.left_out}
    if found.unmarked:
        yield "unmarked", {"entries": _names(found.unmarked, words)}
    if design.complete:
        yield "complete", {}
    else:
        efficiency = "—" if design.efficiency is None else _figure(design.efficiency)
        yield "holes", {"fewest": design.fewest_marks, "most": design.most_marks, "efficiency": efficiency}
    if not design.connected:
        yield "parts", {"parts": len(design.parts)}
    yield from _agreement_lines(found)


def _agreement_lines(found: Account) -> Iterator[Line]:
    agreed = found.agreement
    if agreed.single is None or agreed.mean is None or agreed.shares is None:
        return
    yield "shares", dict(zip(("entry", "judge", "rest"), map(_percent, agreed.shares), strict=True))
    w = "" if agreed.kendall_w is None else _figure(agreed.kendall_w)
    each = f"{agreed.marks_per_entry:.3g}"
    yield "icc", {"single": _figure(agreed.single), "mean": _figure(agreed.mean), "each": each, "w": w}


def _judge_lines(found: Account) -> Iterator[Line]:
    orders = {order.judge: order.with_rest for order in found.agreement.orders}
    for judge in found.severity.judges:
        yield _judge_line(judge, orders[judge.judge])
    yield "luck", {"luck": _percent(found.severity.luck_share)}
    if found.severity.recommended:
        yield "recommended", {}
    for reason in found.severity.withheld:
        yield reason.value, {}


def _judge_line(judge: JudgeEffect, spearman: float | None) -> Line:
    margin = NINETY_FIVE * judge.standard_error
    kind = "even" if abs(judge.effect) <= margin else "lenient" if judge.effect > 0 else "strict"
    effect = judge.effect if kind == "even" else abs(judge.effect)
    figures: Params = {"effect": _figure(effect), "margin": _figure(margin)}
    known = "" if spearman is None else _figure(spearman)
    return kind, {"judge": judge.judge, "marks": judge.marks, "spearman": known, **figures}


def _gap_lines(found: Account) -> Iterator[Line]:
    gaps, whole = found.departments, found.departments.overall
    if whole is None:
        yield "gap_few", {"same": gaps.same}
        return
    probability = _figure(whole.permutation_probability, 3)
    yield "gap", {"same": whole.same, "others": whole.others, "gap": _figure(whole.gap), "probability": probability}
    for gap in gaps.judges:
        chance = _figure(gap.holm_probability or 0.0, 3)
        yield "gap_judge", {"judge": gap.judge, "same": gap.same, "gap": _figure(gap.gap), "probability": chance}


def _interval_lines(found: Account) -> Iterator[Line]:
    if found.intervals is None:
        yield "interval_unknown" if found.marks_alone else "interval_parts", {}
        return
    places = found.comparison.official
    placed = sorted(
        (i for i in found.intervals if i.entry in places), key=lambda i: (places[i.entry], i.group, i.entry)
    )
    for one in placed[:MOST_ENTRIES]:
        award = "" if one.award is None else _percent(one.award)
        chances: Params = {"first": _percent(one.first), "award": award}
        bounds: Params = {"low": one.low, "high": one.high}
        yield "interval", {"group": one.group, "place": places[one.entry], "entry": one.entry, **bounds, **chances}
    if len(placed) > MOST_ENTRIES:
        yield "interval_rest", {"count": len(placed) - MOST_ENTRIES}


def _method_lines(found: Account, words: ModuleType) -> Iterator[Line]:
    for one in found.comparison.alternatives:
        if one.method is not found.method:
            yield _alternative_line(one, found, words)
    for verdict in found.comparison.verdicts:
        yield from _verdict_lines(verdict, words)


def _alternative_line(one: Alternative, found: Account, words: ModuleType) -> Line:
    method = words.METHODS[one.method.value]
    if one.places is None:
        return "alternative_none", {"method": method, "reason": words.WORDS.get(one.reason, words.WORDS["other"])}
    shifts = [abs(place - one.places[entry]) for entry, place in found.comparison.official.items()]
    moved = sum(shift > 0 for shift in shifts)
    kind = "alternative" if moved else "alternative_same"
    return kind, {"method": method, "moved": moved, "largest": max(shifts, default=0)}


def _verdict_lines(verdict: Verdict, words: ModuleType) -> Iterator[Line]:
    kind = ("robust" if verdict.robust else "open") + ("_first" if verdict.cut == WINNER else "")
    above: Params = {"entries": _names(verdict.above, words), "count": len(verdict.above)}
    yield kind, {"group": verdict.group, "cut": verdict.cut, **above}
    for change in verdict.changes:
        names: Params = {"gained": _names(change.gained, words), "lost": _names(change.lost, words)}
        yield "change", {"method": words.METHODS[change.method.value], **names}


def _close_lines(found: Account, words: ModuleType) -> Iterator[Line]:
    for pair in found.close_pairs:
        cut = words.WORDS["winner"] if pair.cut == WINNER else pair.cut
        two: Params = {"ahead": pair.ahead, "behind": pair.behind}
        yield "close", {"group": pair.group, "cut": cut, **two, "probability": _percent(pair.probability)}


def _flag_texts(found: Account, words: ModuleType) -> list[str]:
    """Return the flags under their heading, or nothing."""
    if not found.flags:
        return []
    texts = []
    for flag in found.flags[:MOST_FLAGS]:
        figures: Params = {"found": f"{flag.found:.4g}", "against": f"{flag.against:.4g}"}
        texts.append(fill(words.FLAGS[flag.code.value], {"entry": flag.entry, "judge": flag.judge, **figures}))
    rest = len(found.flags) - MOST_FLAGS
    return [words.LINES["flags"], *texts, *([fill(words.LINES["flag_rest"], {"count": rest})] if rest > 0 else [])]


def _names(entries: Sequence[str], words: ModuleType) -> str:
    """Return entries in one line, the first dozen of them."""
    shown: str = words.WORDS["list"].join(entries[:MOST_NAMES]) or words.WORDS["nobody"]
    return f"{shown} …" if len(entries) > MOST_NAMES else shown


def _figure(value: float, decimals: int = 2) -> str:
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def _percent(value: float) -> str:
    return f"{100 * value:.0f}"
