"""The cases of `test_every_format_key.py`: ballots, indexes, tallies, nominations, ranking and awards, key by key.

A case is the key as it is written, where it goes, the files, and what the column says of A with the key and without it;
None: the rulebook or a file is refused; "" where A has no place.
"""

from dataclasses import dataclass, field

BALLOT = """name = "x"
format = "ballot"
[ballot]
{ballot}
[[grades]]
code = "G"
value = 100
[[grades]]
code = "M"
value = 50
[[grades]]
code = "B"
value = 0
{more}"""
COUNTED = """entry,grade,count
A,G,4
A,M,4
A,B,2
A,blank,4
B,G,5
B,M,1
B,B,6
B,blank,2
,due,20
,present,14
,issued,14
,returned,14
"""
"""A: 60 on its 10 valid ballots, 42.86 on the 14 who were there."""
UNTOLD = COUNTED.partition(",due")[0]
"""The same without the numbers of the session."""
INDEX = """name = "x"
format = "index"
[index]
{index}
[[indicators]]
code = "i"
weight = {weight}
{indicator}
[[indicators]]
code = "k"
weight = 60
{more}"""
VALUES = "entry,indicator,value\nA,i,20\nA,k,30\nB,i,40\nB,k,60\n"
EXTRAS = '[[bonuses]]\ncode = "plus"\n{bonus}[[deductions]]\ncode = "minus"\n{deduction}'
WITH_EXTRAS = VALUES + "A,plus,8\nA,minus,6\n"
TALLY = """name = "x"
format = "tally"
[tally]
{tally}
[[kinds]]
code = "h"
{kind}
[[credits]]
kind = "h"
states = ["seen"]
points = 2
reward_fen = 500
{credit}
{more}"""
REPORTS = "entry,kind,state,level,count\nA,h,seen,,3\nB,h,seen,,1\n"
PEOPLE = "entry,department,heads\nA,D,3\nB,E,1\n"
JUDGED = 'name = "x"\nformat = "judged"\n[judging]\nmethod = "mean"\nminimum_judges = 1\n{after}\n{more}'
MARKS = "entry,judge,mark\nA,J1,{A}\nB,J1,80\nC,J1,{C}\n"


@dataclass(frozen=True)
class Case:
    """One key."""

    key: str
    document: str
    written: str
    results: str
    with_it: str | None
    without: str | None
    column: str = "score"
    entries: str = ""
    others: dict[str, str] = field(default_factory=dict)
    slot: str = "more"


def ballot(key, written, with_it, without, results=COUNTED, slot="ballot", **more):
    return Case(
        f"ballot.{key}" if "." not in key else key, BALLOT, written, results, with_it, without, slot=slot, **more
    )


def index(key, written, with_it, without, results=VALUES, slot="index", **more):
    others = {"weight": "40", **more.pop("others", {})}
    return Case(key, INDEX, written, results, with_it, without, slot=slot, others=others, **more)


def tally(key, written, with_it, without, results=REPORTS, slot="tally", **more):
    return Case(key, TALLY, written, results, with_it, without, slot=slot, **more)


def prizes(key, written, with_it, without, more, mark="90", column="prize", other="70", **rest):
    results = MARKS.format(A=mark, C=other)
    return Case(key, JUDGED, written, results, with_it, without, column, others={"after": more}, **rest)


PRIZE = '[[prizes]]\nname = "first"\ncount = 1\n[[prizes]]\nname = "second"\ncount = 1\n'
THRESHOLD = '[[thresholds]]\nname = "told"\ngrades = ["B"]\n'
STARS = "[[stars]]\nstars = 3\nfloor = 50\n[[stars]]\nstars = 1\nfloor = 10\n"
CASES = (
    ballot("quorum", 'quorum = "3/4"', "", "60.00"),
    ballot("turnout_required", "turnout_required = false", "60.00", "", UNTOLD),
    ballot("basis", 'basis = "present"', "42.86", "60.00"),
    ballot("rank_by", 'rank_by = "share"\nrank_grades = ["G"]', "40.00", "60.00"),
    ballot(
        "rank_grades",
        'rank_grades = ["G"]',
        "40.00",
        None,
        others={"ballot": 'rank_by = "share"\n{rank_grades}'},
        slot="rank_grades",
    ),
    ballot("decimals", "decimals = 0", "60", "60.00"),
    ballot("thresholds.at_least", THRESHOLD + 'at_least = "1/5"', "told", None, slot="more", column="flags"),
    ballot("thresholds.below", THRESHOLD + 'below = "1/4"', "told", None, slot="more", column="flags"),
    index("index.bonus_cap", "bonus_cap = 5", "49.00", "52.00", WITH_EXTRAS, others={"more": EXTRAS}),
    index("index.deduction_cap", "deduction_cap = 2", "56.00", "52.00", WITH_EXTRAS, others={"more": EXTRAS}),
    index("index.decimals", "decimals = 1", "50.0", "50.00"),
    index(
        "index.veto", 'veto = "no_stars"', "50.00", "", VALUES + "A,v,是\n", others={"more": '[[vetoes]]\ncode = "v"\n'}
    ),
    index(
        "index.rise", "rise = 1", "1", "3", others={"more": STARS}, column="stars", entries="entry,stars\nA,0\nB,0\n"
    ),
    index("index.classes", 'classes = ["big"]', "", "50.00", entries="entry,group\nA,small\nB,small\n"),
    index("indicators.maximum", "maximum = 80", "40.00", "50.00", slot="indicator"),
    index("indicators.scoring", 'scoring = "linear"\nzero = 0\nfull = 100', "38.00", "50.00", slot="indicator"),
    index(
        "indicators.steps", 'scoring = "steps"\nsteps = [{from = 10, points = 15}]', "45.00", "50.00", slot="indicator"
    ),
    index("bonuses.each", "each = 0.5\n", "48.00", "52.00", WITH_EXTRAS, slot="bonus", others={"more": EXTRAS}),
    index("bonuses.maximum", "maximum = 3\n", "47.00", "52.00", WITH_EXTRAS, slot="bonus", others={"more": EXTRAS}),
    index("deductions.each", "each = 2\n", "46.00", "52.00", WITH_EXTRAS, slot="deduction", others={"more": EXTRAS}),
    index(
        "deductions.maximum", "maximum = 1\n", "57.00", "52.00", WITH_EXTRAS, slot="deduction", others={"more": EXTRAS}
    ),
    index("stars.floor", STARS, "3", None, slot="more", column="stars"),
    tally("tally.per_head", "per_head = true", "2", "6", entries=PEOPLE),
    tally("tally.decimals", "decimals = 1", "6.0", "6"),
    tally("kinds.cap", "cap = 5", "5", "6", slot="kind"),
    tally("kinds.reward_cap_fen", "reward_cap_fen = 1200", "12.00", "15.00", slot="kind", column="reward"),
    tally("kinds.target", "target = 2", "yes", None, slot="kind", column="done"),
    tally(
        "credits.levels",
        'levels = ["big"]',
        "2",
        None,
        "entry,kind,state,level\nA,h,seen,big\n",
        slot="credit",
        others={"more": '[[credits]]\nkind = "h"\nstates = ["seen"]\npoints = 1\n'},
    ),
    prizes("prizes.count", "count = 2", "first", None, '[[prizes]]\nname = "first"\n'),
    prizes("prizes.share", "share = 50", "first", None, '[[prizes]]\nname = "first"\n'),
    prizes("prizes.floor", "floor = 95", "", "first", '[[prizes]]\nname = "first"\ncount = 1\n'),
    prizes("awards.tie_at_cut", '[awards]\ntie_at_cut = "shrink"', "second", "first", PRIZE, "80"),
    prizes("awards.most_winners", "[awards]\nmost_winners = 1", "", "second", PRIZE, "75"),
    prizes("awards.face_binds", "[awards]\nface_binds = true\nface_limit = '1/3'", "", "second", PRIZE, "75"),
    prizes(
        "awards.minus_one", "[awards]\nminus_one = true", "", "first", '[[prizes]]\nname = "first"\ncount = 3\n', "60"
    ),
    prizes("ranking.places", '[ranking]\nplaces = "dense"', "2", "3", "", "60", "place", "80"),
    prizes("points.table", "[points]\ntable = [5, 4]", "5", None, "", column="points"),
    prizes("points.minus_one", "minus_one = true", "0", "6", "[points]\n", "60", "points"),
)
