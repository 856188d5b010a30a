"""一把尺, the rules: values in, values out.

A rulebook is parsed from TOML, marks or times are handed in, the standings come out; every place can be explained.

>>> rulebook = parse('''
... name = "短跑"
... format = "race"
... [race]
... measure = "time"
... precision = 0.1
... ''')
>>> runs = RaceResults(
...     entries=(Entry("A"), Entry("B"), Entry("C")),
...     results=(
...         RaceResult("A", parse_time("12.34")),
...         RaceResult("B", parse_time("12.31")),
...         RaceResult("C", status=Status.DNF),
...     ),
... )
>>> [(row.place, row.entry, row.score, str(row.status)) for row in rank(rulebook, runs).rows]
[(1, 'A', '12.4', 'FIN'), (1, 'B', '12.4', 'FIN'), (None, 'C', '', 'DNF')]

Marks are integer hundredths and means are fractions, so nothing is lost before the rulebook rounds:

>>> rulebook = parse('''
... name = "新教案评比"
... format = "judged"
... [judging]
... method = "trimmed"
... ''')
>>> totals = {"J1": "90", "J2": "88.5", "J3": "91", "J4": "60", "J5": "89"}
>>> marks = JudgedResults(
...     entries=(Entry("A"),),
...     judges=tuple(Judge(judge) for judge in totals),
...     sheets=tuple(Sheet("A", judge, marks={"": parse_mark(total)}) for judge, total in totals.items()),
... )
>>> rank(rulebook, marks).row("A").score
'89.17'
>>> [(part.judge, str(part.share)) for part in explain(rulebook, marks, "A").panel.contributions]
[('J1', 'kept'), ('J2', 'kept'), ('J3', 'dropped_high'), ('J4', 'dropped_low'), ('J5', 'kept')]

A democratic evaluation counts secret ballots; three of four due were there:

>>> rulebook = parse('''
... name = "民主测评"
... format = "ballot"
... [ballot]
... [[grades]]
... code = "优秀"
... value = 100
... [[grades]]
... code = "称职"
... value = 80
... ''')
>>> lines = [BallotLine("A", "1", "优秀"), BallotLine("A", "2", "称职"), BallotLine("A", "3", "优秀")]
>>> found = BallotResults((Entry("A"),), tuple(lines), turnouts={("", ""): Turnout(due=4, present=3)})
>>> rank(rulebook, found).row("A").score
'93.33'

A nomination reviews first, then adds votes to marks; who meets a veto has no place:

>>> rulebook = parse('''
... name = "和谐劳动职工"
... format = "nomination"
... [nomination]
... exceptions_only = true
... [[vetoes]]
... code = "事故"
... [[votes]]
... code = "职工"
... points = 100
... ''')
>>> from fractions import Fraction
>>> results = NominationResults(
...     JudgedResults((Entry("A"), Entry("B")), (), ()),
...     checks=(ReviewAnswer("B", "事故", Fraction(1), "责任认定书"),),
...     votes=(VoteCount("A", "职工", 45),),
...     sessions={"职工": VoteSession(due=60, present=50)},
... )
>>> [(row.place, row.entry, row.score, row.reason) for row in rank(rulebook, results).rows]
[(1, 'A', '90.00', ''), (None, 'B', '', 'veto')]

A tally counts reports by state, an index adds weighted indicators:

>>> rulebook = parse('''
... name = "安康杯"
... format = "tally"
... [tally]
... [[kinds]]
... code = "隐患"
... [[credits]]
... kind = "隐患"
... states = ["已核实"]
... points = 5
... ''')
>>> rank(rulebook, TallyResults((Entry("A"),), (Report("A", "隐患", "已核实", count=3),))).row("A").score
'15'
>>> rulebook = parse('''
... name = "活力指数"
... format = "index"
... [index]
... [[indicators]]
... code = "组织"
... weight = 100
... ''')
>>> rank(rulebook, IndexResults((Entry("A"),), (IndexValue("A", "组织", Fraction(87)),))).row("A").score
'87.00'
"""

from scoring.awards import (
    Award,
    Decision,
    DecisionKind,
    DepartmentField,
    OrganisingRule,
    Preference,
    PrizeFace,
    Prizegiving,
    Tier,
    one_award_per_person,
    organising_awards,
    prize_cost,
    quotas,
)
from scoring.ballots.votes import BallotCount, BallotLine, Turnout
from scoring.errors import Fault, RuleFaults
from scoring.explain import Explanation, Neighbour, explain
from scoring.fund import Fund, FundBalance, FundLine, Limits, PrizeBill, account, balance, fund_amount
from scoring.groups import (
    AgeRule,
    Assignment,
    BirthSpan,
    Convention,
    Eligibility,
    Group,
    MergeInto,
    Merging,
    assign,
    birth_span,
    eligibility,
    full_years,
    merge_groups,
    near_limit,
    partition_faults,
)
from scoring.identity import Identity, read_identity
from scoring.judged import Judge, PartValue, Sheet, SheetState, check_mark, check_sheet
from scoring.meet import Meet, MeetContest, work_out_meet
from scoring.nominations import ReviewAnswer, VoteCount, VoteSession
from scoring.people import EntrantKind, Entry, Gender, Person, PostCategory
from scoring.qualifying import qualified
from scoring.races import Advance, AdvancedBy, Penalty, RaceResult, Status, parse_reading
from scoring.results import (
    BallotResults,
    IndexResults,
    JudgedResults,
    NominationResults,
    RaceResults,
    Row,
    Standings,
    TallyResults,
)
from scoring.rulebook import Rulebook, canonical, check, compare, fingerprint, parse
from scoring.standings import rank
from scoring.tally import Report
from scoring.teams import TeamContest, TeamPoint, TeamRow, team_standings, team_totals
from scoring.values import Fen, Hundredths, Metres, Millis, Place, format_time, parse_mark, parse_time, round_half_up
from scoring.vitality import IndexValue

__all__ = [
    "Advance",
    "AdvancedBy",
    "AgeRule",
    "Assignment",
    "Award",
    "BallotCount",
    "BallotLine",
    "BallotResults",
    "BirthSpan",
    "Convention",
    "Decision",
    "DecisionKind",
    "DepartmentField",
    "Eligibility",
    "EntrantKind",
    "Entry",
    "Explanation",
    "Fault",
    "Fen",
    "Fund",
    "FundBalance",
    "FundLine",
    "Gender",
    "Group",
    "Hundredths",
    "Identity",
    "IndexResults",
    "IndexValue",
    "Judge",
    "JudgedResults",
    "Limits",
    "Meet",
    "MeetContest",
    "MergeInto",
    "Merging",
    "Metres",
    "Millis",
    "Neighbour",
    "NominationResults",
    "OrganisingRule",
    "PartValue",
    "Penalty",
    "Person",
    "Place",
    "PostCategory",
    "Preference",
    "PrizeBill",
    "PrizeFace",
    "Prizegiving",
    "RaceResult",
    "RaceResults",
    "Report",
    "ReviewAnswer",
    "Row",
    "RuleFaults",
    "Rulebook",
    "Sheet",
    "SheetState",
    "Standings",
    "Status",
    "TallyResults",
    "TeamContest",
    "TeamPoint",
    "TeamRow",
    "Tier",
    "Turnout",
    "VoteCount",
    "VoteSession",
    "account",
    "assign",
    "balance",
    "birth_span",
    "canonical",
    "check",
    "check_mark",
    "check_sheet",
    "compare",
    "eligibility",
    "explain",
    "fingerprint",
    "format_time",
    "full_years",
    "fund_amount",
    "merge_groups",
    "near_limit",
    "one_award_per_person",
    "organising_awards",
    "parse",
    "parse_mark",
    "parse_reading",
    "parse_time",
    "partition_faults",
    "prize_cost",
    "qualified",
    "quotas",
    "rank",
    "read_identity",
    "round_half_up",
    "team_standings",
    "team_totals",
    "work_out_meet",
]
