"""The tables every format has, key by key; docs/rulebook.md explains each, and a test compares the two."""

from datetime import date
from fractions import Fraction
from typing import Any

from scoring.groups.ages import AgeRule, Convention
from scoring.groups.bands import Group
from scoring.groups.eligibility import Eligibility
from scoring.groups.merging import MergeInto, Merging
from scoring.people import EntrantKind, Gender, PostCategory
from scoring.rulebook.keys import DAY, FLAG, PERCENT, RATIO, Key, choice, choices, code, listed, mark, text, whole
from scoring.rulebook.model import Format, Notice, Places, Points, Prize, QuotaRounding, TieAtCut, Wording
from scoring.rulebook.sections import Section, Values

TOP = (
    Key("name", text(120), "", required=True),
    Key("format", choice(Format), Format.JUDGED, required=True),
    Key("description", text(2000, lines=True), ""),
    Key("blind", FLAG, default=False),
)


GroupRules = tuple[AgeRule | None, Merging]
"""What stands in `[groups]` itself: how ages are counted, and how small groups merge."""


def _build_groups(reference_date: date | None, convention: Convention, **merging: Any) -> GroupRules:
    rule = None if reference_date is None else AgeRule(reference_date, convention)
    return rule, Merging(**merging)


def _group_values(section: Section, value: GroupRules) -> Values:
    """Give the keys' values back; without a reference date there is no convention to tell."""
    rule, merging = value
    ages = {"reference_date": rule and rule.reference_date, "convention": rule and rule.convention}
    return {**ages, **{key.name: getattr(merging, key.attribute) for key in section.keys if key.name not in ages}}


AGES = Section(
    "groups",
    (
        Key("reference_date", DAY),
        Key("convention", choice(Convention), Convention.ON_BIRTHDAY),
        Key("merge_below", whole(2, 10_000), field="below", quiet=True),
        Key("merge_into", choice(MergeInto), MergeInto.YOUNGER, field="into", quiet=True),
        Key("merge_across_genders", FLAG, default=False, field="across_genders", quiet=True),
    ),
    _build_groups,
    values=_group_values,
)
"""Age rule and merging, which stand in one table; the parser puts them into their fields."""
BANDS = Section(
    "groups.bands",
    (
        Key("code", code(), "", required=True),
        Key("name", text(60), ""),
        Key("genders", choices(Gender), frozenset()),
        Key("lower", whole(0, 150)),
        Key("lower_inclusive", FLAG, default=True),
        Key("upper", whole(0, 150)),
        Key("upper_inclusive", FLAG, default=True),
        Key("post_categories", choices(PostCategory), frozenset()),
    ),
    Group,
    field="groups",
    many=True,
)
ELIGIBILITY = Section(
    "eligibility",
    (
        Key("entrant", choice(EntrantKind), EntrantKind.PERSON),
        Key("genders", choices(Gender), frozenset()),
        Key("post_categories", choices(PostCategory), frozenset()),
        Key("minimum_age", whole(0, 150)),
        Key("maximum_age", whole(0, 150)),
        Key("max_events", whole(1, 99)),
        Key("minimum_entries", whole(1, 10_000), quiet=True),
        Key("minimum_present", whole(1, 10_000), quiet=True),
    ),
    Eligibility,
)
RANKING = Section(
    "ranking",
    (Key("places", choice(Places), Places.STANDARD), Key("ties", listed(text(60)))),
    lambda places, ties: (places, ties),
)
"""Built by the parser, which fills in the format's usual chain."""
AWARDS = Section(
    "awards",
    (
        Key("rounding", choice(QuotaRounding), QuotaRounding.CUMULATIVE_HALF_UP),
        Key("tie_at_cut", choice(TieAtCut), TieAtCut.EXPAND),
        Key("certificate", choice(Wording)),
        Key("face_limit", RATIO, Fraction(2, 3)),
        Key("face_binds", FLAG, default=False, quiet=True),
        Key("most_winners", whole(1, 100_000), quiet=True),
        Key("minus_one", FLAG, default=False, quiet=True),
        Key("most_per_department", whole(1, 100_000), quiet=True),
        Key("first_prize_from", whole(1, 100_000), quiet=True),
    ),
    dict,
)
"""Built by the parser, which fills in the format's usual certificate and the prizes."""
PRIZES = Section(
    "prizes",
    (
        Key("name", text(30), "", required=True),
        Key("count", whole(1, 100_000)),
        Key("share", PERCENT),
        Key("floor", mark(0)),
        Key("value_fen", whole(0, 100_000_000), 0, field="value"),
    ),
    Prize,
    many=True,
)
POINTS = Section(
    "points",
    (
        Key("table", listed(whole(0, 10_000)), (9, 7, 6, 5, 4, 3, 2, 1)),
        Key("department_total", FLAG, default=True),
        Key("minus_one", FLAG, default=False),
    ),
    Points,
    optional=True,
)
NOTICE = Section("notice", (Key("days", whole(0, 365), 0), Key("minutes", whole(0, 100_000), 0)), Notice, optional=True)

SHARED = (AGES, BANDS, ELIGIBILITY, RANKING, AWARDS, PRIZES, POINTS, NOTICE)
"""Every section that isn't a format's own, in the order of the document."""
