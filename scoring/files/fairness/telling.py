"""The account told in plain sentences, by what they speak of: a command prints them, a page shows pictures beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.fairness.account import Account
from scoring.fairness.cuts import ClosePair
from scoring.fairness.departments import Gap
from scoring.fairness.flags import Flag
from scoring.fairness.intervals import RankInterval
from scoring.fairness.severity import JudgeEffect
from scoring.files.fairness import sentences as about
from scoring.files.fairness.voice import Names, Voice, voice

MOST_ENTRIES, MOST_FLAGS = 10, 20
"""Lines of one kind the command tells at most; the JSON has everything."""


@dataclass(frozen=True, slots=True)
class Told:
    """All sentences. Where there is one a judge, entry, pair or flag, it stands beside the figures it tells.

    `verdicts` come with what would change; `ranks` go by place, `no_ranks` says why there are none. `silent` says what
    each part does not say, by the name of the part; `heads` are the methods looked at, by what heads their column.
    """

    title: str
    beside: str
    marks: tuple[str, ...]
    design: tuple[str, ...]
    agreement: tuple[str, ...]
    judges: tuple[tuple[JudgeEffect, str], ...]
    correction: tuple[str, ...]
    gap: str
    judge_gaps: tuple[tuple[Gap, str], ...]
    ranks: tuple[tuple[RankInterval, str], ...]
    no_ranks: tuple[str, ...]
    methods: tuple[str, ...]
    verdicts: tuple[tuple[str, tuple[str, ...]], ...]
    close: tuple[tuple[ClosePair, str], ...]
    flags: tuple[tuple[Flag, str], ...]
    limits: str
    silent: dict[str, str]
    heads: dict[str, str]


def tell(found: Account, language: str, names: Names | None = None) -> Told:
    """Return the account in "zh" or "en"; `names` says how entries, judges and groups are called."""
    say = voice(language, names)
    seed, fingerprint = found.seed, found.fingerprint[:12]
    return Told(
        title=say.say("title", contest=found.contest, seed=seed, fingerprint=fingerprint),
        beside=say.say("beside"),
        marks=tuple(about.marks_sentences(found, say)),
        design=tuple(about.design_sentences(found, say)),
        agreement=tuple(about.agreement_sentences(found, say)),
        judges=tuple((judge, about.judge_sentence(judge, found, say)) for judge in found.severity.judges),
        correction=tuple(about.correction_sentences(found, say)),
        gap=about.gap_sentence(found, say),
        judge_gaps=tuple((gap, about.judge_gap_sentence(gap, say)) for gap in found.departments.judges),
        ranks=_ranks(found, say),
        no_ranks=tuple(about.no_ranks_sentences(found, say)),
        methods=tuple(about.method_sentences(found, say)),
        verdicts=tuple(
            (about.verdict_sentence(verdict, say), tuple(about.change_sentences(verdict, say)))
            for verdict in found.comparison.verdicts
        ),
        close=tuple((pair, about.close_sentence(pair, say)) for pair in found.close_pairs),
        flags=tuple((flag, about.flag_sentence(flag, say)) for flag in found.flags),
        limits=say.say("limits"),
        silent=dict(say.words.SILENT),
        heads={one.method.value: say.words.HEADS[one.method.value] for one in found.comparison.alternatives},
    )


def told(found: Account, language: str) -> str:
    """Return the account as lines of text, most important first; long lists are cut."""
    whole, say = tell(found, language), voice(language)
    lines = (
        *(whole.title, whole.beside, *whole.marks, *whole.design, *whole.agreement),
        *(*_texts(whole.judges), *whole.correction),
        *(whole.gap, *_texts(whole.judge_gaps)),
        *(*_cut(_texts(whole.ranks), MOST_ENTRIES, "interval_rest", say), *whole.no_ranks),
        *(*whole.methods, *_flat(whole.verdicts), *_texts(whole.close)),
        *([say.say("flags")] if whole.flags else []),
        *_cut(_texts(whole.flags), MOST_FLAGS, "flag_rest", say),
        whole.limits,
    )
    return "\n".join(lines) + "\n"


def _ranks(found: Account, say: Voice) -> tuple[tuple[RankInterval, str], ...]:
    places = found.comparison.official
    placed = [one for one in found.intervals or () if one.entry in places]
    placed.sort(key=lambda one: (places[one.entry], one.group, one.entry))
    return tuple((one, about.rank_sentence(one, places[one.entry], say)) for one in placed)


def _texts(pairs: Sequence[tuple[object, str]]) -> list[str]:
    return [text for _, text in pairs]


def _flat(verdicts: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    return [line for verdict, changes in verdicts for line in (verdict, *changes)]


def _cut(texts: list[str], most: int, rest: str, say: Voice) -> list[str]:
    """Return the first lines, and how many more there are."""
    left = len(texts) - most
    return texts if left <= 0 else [*texts[:most], say.say(rest, count=left)]
