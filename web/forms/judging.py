"""Forms of panels and judging: they read shapes; what a mark may be is decided by `scoring.judged.rubric`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from scoring.errors import RuleFaults
from scoring.rulebook import Criterion
from scoring.values import Hundredths, half_width, parse_mark
from web.services.judging import Operation
from web.services.panel.recusal import DECLARED
from web.services.refusals import Fault, Refusal, refuse

_FIELD = "mark."
_LARGEST_VERSION = 2**31 - 1
REASONS = {
    "own_work": _l("本人作品"),
    "relative": _l("亲属的作品"),
    "own_department": _l("同部门的作品"),
    "adviser": _l("我指导过这件作品"),
    "other": _l("其他原因（请说明）"),
}


class JudgeForm(FlaskForm):
    """A judge from the staff list, or from outside by name."""

    staff = StringField(
        _l("工号或姓名"),
        validators=[Length(max=120)],
        description=_l("从名册选出的评委，本人作品和本部门作品会自动回避。"),
        render_kw={"list": "staff", "autocomplete": "off"},
    )
    name = StringField(_l("姓名"), validators=[Length(max=60)], render_kw={"autocomplete": "off"})
    department = SelectField(_l("所在部门"), coerce=int, default=0)  # the staff form does not send it


class SeatForm(FlaskForm):
    """Giving a judge a seat."""

    judge = SelectField(_l("评委"), coerce=int)
    chief = BooleanField(_l("担任评委组长"))
    reason = StringField(_l("变更原因"), validators=[Length(max=500)], description=_l("写入评审记录。"))


class RecusalForm(FlaskForm):
    """Standing aside from a work."""

    reason = RadioField(_l("回避原因"), choices=[SelectChoice(code, REASONS[code]) for code in DECLARED])
    note = TextAreaField(
        _l("说明"), validators=[Length(max=500)], description=_l("选“其他原因”时必填；会写入评审记录。")
    )


@dataclass(frozen=True, slots=True)
class MarksInput:
    """What a judge typed: the texts as they stand, the marks that could be read, what could not."""

    texts: Mapping[str, str]
    marks: Mapping[str, Hundredths | None]
    faults: tuple[Fault, ...]
    comment: str | None
    base_version: int


def field_name(criterion: Criterion) -> str:
    """The name of a criterion's field in the page."""
    return f"{_FIELD}{criterion.code}"


def read_marks(rubric: Sequence[Criterion], form: Mapping[str, str]) -> MarksInput:
    """Read a posted sheet: full-width digits are digits, an empty field is "not marked", never 0."""
    texts = {criterion.code: form.get(field_name(criterion), "") for criterion in rubric}
    return _input(texts, form.get("comment"), form.get("base_version", ""))


def read_operation(payload: object) -> tuple[str, MarksInput]:
    """Read a tablet's save: {op, base_version, marks: {code: text or null}, comment}; Refusal bad_request otherwise.

    Marks travel as the text that was typed: a JSON number would be a float on its way.
    """
    if not isinstance(payload, dict):
        raise refuse("bad_request")
    operation, version = payload.get("op"), payload.get("base_version")
    marks, comment = payload.get("marks"), payload.get("comment")
    shapes = (
        isinstance(operation, str),
        isinstance(version, int) and not isinstance(version, bool),
        isinstance(marks, dict) and all(value is None or isinstance(value, str) for value in marks.values()),
        comment is None or isinstance(comment, str),
    )
    if not all(shapes) or not isinstance(marks, dict):
        raise refuse("bad_request")
    return str(operation), _input({code: text or "" for code, text in marks.items()}, comment, str(version))


def as_operation(number: str, given: MarksInput) -> Operation:
    """The operation of a save that could be read; Refusal with everything that could not."""
    if given.faults:
        raise Refusal(*given.faults)
    return Operation(number, given.base_version, given.marks, given.comment)


def read_version(text: str) -> int:
    """A sheet's version as the page sent it; Refusal bad_request for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= _LARGEST_VERSION):
        raise refuse("bad_request")
    return int(text)


def read_versions(form: Mapping[str, str]) -> dict[int, int]:
    """The sheets to be sealed together: fields `sheet.<number>` holding the version confirmed."""
    fields = {name.removeprefix("sheet."): text for name, text in form.items() if name.startswith("sheet.")}
    return {read_version(number): read_version(version) for number, version in fields.items()}


def read_order(texts: Mapping[int, str]) -> list[int]:
    """The order of equal works from the places typed beside them (1, 2, ...); Refusal tie_order_unclear."""
    places = {number: half_width(text) for number, text in texts.items()}
    if sorted(places.values()) != sorted(str(place) for place in range(1, len(places) + 1)):
        raise Refusal(Fault("tie_order_unclear", {"count": len(places)}))
    return sorted(places, key=lambda number: int(places[number]))


def _input(texts: Mapping[str, str], comment: str | None, version: str) -> MarksInput:
    marks: dict[str, Hundredths | None] = {}
    faults: list[Fault] = []
    for code, text in texts.items():
        try:
            marks[code] = parse_mark(text) if half_width(text) else None
        except RuleFaults as wrong:
            faults += [Fault(fault.code, dict(fault.params), code) for fault in wrong.faults]
    return MarksInput(texts, marks, tuple(faults), comment, read_version(version))
