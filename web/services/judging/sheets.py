"""评分表: the states of one judge's sheet for one entry (open > sealed, open > recused) and what may change it.

Every change raises the sheet's version; whoever writes names the version he has seen, and a stale one overwrites
nothing. A missing mark is no row, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from scoring.errors import Fault as RuleFault
from scoring.judged.rubric import check_mark, check_sheet
from scoring.judged.sheet import Sheet as MarkedSheet
from scoring.rulebook import Criterion, Rulebook
from scoring.values import Hundredths
from web.db.models import Contest, Entrant, Entry, Judge, PanelSeat, Sheet, SheetMark
from web.db.queries import Missing
from web.services import audit, panel, rules
from web.services.act import Act
from web.services.panel.recusal import DECLARED
from web.services.refusals import Conflict, Fault, NotFound, Refusal

Marks = Mapping[str, Hundredths | None]
LONGEST_COMMENT = 500
"""Characters of a comment."""


def sheet_of(session: Session, account_id: int, seat_id: int, entry_id: int) -> Sheet:
    """The sheet of this account's own seat for an entry, in the contest's current run.

    `Missing` for anybody else's seat, a seat that was left, an entry of another contest or a withdrawn one, and a
    work the rule set aside: in a blind contest even "recused" would tell whose it is.
    """
    chosen = (
        select(Sheet)
        .join(Sheet.seat)
        .join(PanelSeat.judge)
        .join(PanelSeat.contest)
        .join(Sheet.entry)
        .where(Judge.account_id == account_id, PanelSeat.id == seat_id, PanelSeat.left_at.is_(None))
        .where(Entry.id == entry_id, Entry.contest_id == Contest.id, Entry.state == "entered")
        .where(Sheet.run == Contest.run, Sheet.state != "void")
        .options(
            contains_eager(Sheet.seat).contains_eager(PanelSeat.contest).joinedload(Contest.competition),
            contains_eager(Sheet.seat).contains_eager(PanelSeat.judge),
            contains_eager(Sheet.entry).joinedload(Entry.entrant).joinedload(Entrant.department),
            selectinload(Sheet.marks),
        )
    )
    found = session.scalars(chosen).one_or_none()
    if found is None or set_aside(found):
        raise Missing("sheet")
    return found


def own_seat(session: Session, account_id: int, seat_id: int) -> PanelSeat:
    """This account's seat with its contest; `Missing` for anybody else's and for one that was left."""
    chosen = (
        select(PanelSeat)
        .join(PanelSeat.judge)
        .where(Judge.account_id == account_id, PanelSeat.id == seat_id, PanelSeat.left_at.is_(None))
        .options(joinedload(PanelSeat.contest), contains_eager(PanelSeat.judge))
    )
    found = session.scalars(chosen).one_or_none()
    if found is None:
        raise Missing("panel_seat")
    return found


def set_aside(sheet: Sheet) -> bool:
    """Whether the rule, not the judge, recused this sheet."""
    return sheet.state == "recused" and not sheet.recusal_reason.startswith("declared:")


def save_marks(act: Act, sheet: Sheet, marks: Marks, base_version: int, comment: str | None = None) -> Sheet:
    """Keep a draft: the marks named in `marks` (None clears one), others stay; `comment` None leaves the comment.

    All faults of all marks at once (codes of `scoring.judged.rubric`). Refusals: rules_not_frozen, sheet_sealed,
    sheet_recused, sheet_void, comment_long. Conflict sheet_changed (version) when the sheet has moved on and holds
    something else; saving what is stored already changes nothing.
    """
    rulebook = _own_open_sheet(act, sheet)
    faults = [*mark_faults(rulebook.rubric, marks), *_comment_faults(comment)]
    if faults:
        raise Refusal(*faults)
    stored: dict[str, int] = {mark.criterion: mark.hundredths for mark in sheet.marks}
    wanted = {code: value for code, value in (stored | dict(marks)).items() if value is not None}
    text = sheet.comment if comment is None else comment.strip()
    if (wanted, text) == (stored, sheet.comment):
        return sheet
    check_version(sheet, base_version)
    put_marks(sheet, wanted)
    sheet.comment = text
    sheet.version += 1
    sheet.saved_at = act.now
    record(act, sheet, "marks_saved", marks=wanted)
    return sheet


def mark_faults(rubric: Sequence[Criterion], marks: Marks) -> list[Fault]:
    """Every fault of every mark, `where` naming the criterion; a mark that is not given has none."""
    known = {criterion.code: criterion for criterion in rubric}
    faults = [Fault("criterion_unknown", {"criterion": code}, code) for code in marks if code not in known]
    for code, criterion in known.items():
        mark = marks.get(code)
        if mark is not None:
            faults += [as_fault(fault) for fault in check_mark(mark, criterion)]
    return faults


def seal(act: Act, sheet: Sheet, base_version: int) -> Sheet:
    """封存: from now on the sheet counts and can only be read. Refused with every criterion still unmarked.

    Raises as `save_marks`, and mark_missing for each criterion without a mark.
    """
    rulebook = _own_open_sheet(act, sheet)
    check_version(sheet, base_version)
    seal_unchecked(act, sheet, rulebook)
    return sheet


def seal_all(act: Act, sheets: Mapping[int, int], seat: PanelSeat) -> list[Sheet]:
    """Seal several sheets of a seat, named with the versions the judge confirmed: all of them or none."""
    chosen = select(Sheet).where(Sheet.seat_id == seat.id, Sheet.id.in_(sheets), Sheet.run == seat.contest.run)
    rows = act.session.scalars(chosen.options(selectinload(Sheet.marks), joinedload(Sheet.seat))).all()
    if len(rows) != len(sheets):
        raise NotFound(Fault("not_found"))
    return [seal(act, row, sheets[row.id]) for row in sorted(rows, key=lambda row: row.id)]


def declare_recusal(act: Act, sheet: Sheet, reason: str, note: str = "") -> Sheet:
    """回避: the judge stands aside from this work. Its draft marks go, since a recused sheet holds no mark; minuted.

    `reason` is one of `DECLARED`; "other" needs a note. Refusals: recusal_reason_unknown, recusal_note_missing,
    panel_reason_long, and those of a sheet that is not open.
    """
    _own_open_sheet(act, sheet)
    note = " ".join(note.split())
    if reason not in DECLARED:
        raise Refusal(Fault("recusal_reason_unknown"))
    if reason == "other" and not note:
        raise Refusal(Fault("recusal_note_missing"))
    if len(note) > panel.LONGEST_REASON:
        raise Refusal(Fault("panel_reason_long", {"longest": panel.LONGEST_REASON}))
    dropped = len(sheet.marks)
    sheet.marks.clear()
    sheet.state, sheet.recusal_reason, sheet.comment = "recused", f"declared:{reason}", ""
    sheet.version += 1
    sheet.saved_at = act.now
    panel.minute(
        act, sheet.seat.contest, "recusal_declared", note, seat=sheet.seat, sheet=sheet, code=reason, dropped=dropped
    )
    return sheet


def lock(act: Act, sheet: Sheet) -> None:
    """Read the sheet again under a lock, so that two writers of one sheet come one after the other."""
    act.session.flush()
    act.session.execute(select(Sheet.id).where(Sheet.id == sheet.id).with_for_update())
    act.session.expire(sheet, ["state", "version", "comment", "saved_at", "sealed_at", "recusal_reason", "marks"])


def check_version(sheet: Sheet, base_version: int) -> None:
    """Raise Conflict sheet_changed when the sheet is not what the writer has seen."""
    if sheet.version != base_version:
        raise Conflict(Fault("sheet_changed", {"version": sheet.version}))


def open_faults(sheet: Sheet) -> list[Fault]:
    """Why this sheet takes no marks: sheet_sealed, sheet_recused, sheet_void."""
    return [] if sheet.state == "open" else [Fault(f"sheet_{sheet.state}")]


def put_marks(sheet: Sheet, wanted: Mapping[str, int]) -> None:
    """Make the sheet's rows say exactly `wanted`."""
    rows = {mark.criterion: mark for mark in sheet.marks}
    for code in rows.keys() - wanted.keys():
        sheet.marks.remove(rows[code])
    for code, value in wanted.items():
        if code in rows:
            rows[code].hundredths = value
        else:
            sheet.marks.append(SheetMark(criterion=code, hundredths=value))


def seal_unchecked(act: Act, sheet: Sheet, rulebook: Rulebook) -> None:
    """Seal a sheet whose writer and version are settled; refused while a criterion has no mark."""
    marks = {mark.criterion: Hundredths(mark.hundredths) for mark in sheet.marks}
    faults = check_sheet(MarkedSheet(str(sheet.entry_id), str(sheet.seat_id), marks=marks), rulebook.rubric)
    if faults:
        raise Refusal(*(as_fault(fault) for fault in faults))
    sheet.state, sheet.sealed_at = "sealed", act.now
    sheet.version += 1
    record(act, sheet, "sheet_sealed", marks=marks)


def record(act: Act, sheet: Sheet, kind: str, **body: object) -> None:
    """The event of a sheet: row numbers, version and marks in hundredths."""
    audit.record(
        act,
        kind,
        sheet.seat.contest,
        sheet=sheet.id,
        seat=sheet.seat_id,
        entry=sheet.entry_id,
        run=sheet.run,
        version=sheet.version,
        **body,
    )


def as_fault(fault: RuleFault) -> Fault:
    """A fault of the rules as a service says it."""
    return Fault(fault.code, dict(fault.params), fault.where)


def _own_open_sheet(act: Act, sheet: Sheet) -> Rulebook:
    """Lock an open sheet of the actor's own (a command may write any) and give the rules in force."""
    account_id = sheet.seat.judge.account_id
    if act.account_id is not None and act.account_id != account_id:
        raise NotFound(Fault("not_found"))
    rulebook = rules.frozen(act, sheet.seat.contest)
    lock(act, sheet)
    faults = open_faults(sheet)
    if sheet.run != sheet.seat.contest.run or sheet.seat.left_at is not None:
        faults = [Fault("sheet_void")]
    if faults:
        raise Refusal(*faults)
    return rulebook


def _comment_faults(comment: str | None) -> list[Fault]:
    too_long = comment is not None and len(comment.strip()) > LONGEST_COMMENT
    return [Fault("comment_long", {"longest": LONGEST_COMMENT}, "comment")] if too_long else []
