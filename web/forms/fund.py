"""The fund as a form: yuan and percent as people type them, fen and millionths as the office keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField, RadioField, StringField, TextAreaField

from scoring.errors import RuleFaults
from scoring.values import format_money, half_width, parse_money, parse_rate
from web.db.models import Fund
from web.forms.rules_buttons import FreshRows
from web.forms.rules_rows import offered
from web.services.refusals import Fault

FRESH_LINES: FreshRows = {"lines": {"label": "", "money": ""}}


class LineRow(Form):
    """One planned use of the fund."""

    label = StringField(_("用途"))
    money = StringField(_("金额（元）"))


class FundForm(Form):
    """How much there is and what it is planned for."""

    kind = RadioField(
        _("经费来源"),
        choices=offered([("amount", _("直接填写金额")), ("payroll", _("按工资总额 × 比例计算"))]),
        default="amount",
    )
    amount = StringField(_("金额（元）"))
    payroll = StringField(_("工资总额（元）"))
    rate = StringField(_("提取比例（%）"), default="2.5")
    basis = TextAreaField(_("依据文件"))
    lines = FieldList(FormField(LineRow), _("计划支出"))


def fund_values(fund: Fund | None) -> dict[str, Any]:
    """The form filled from what is stored."""
    if fund is None:
        return {"lines": []}
    by_payroll = fund.payroll_fen is not None
    return {
        "kind": "payroll" if by_payroll else "amount",
        "amount": "" if fund.amount_fen is None else format_money(fund.amount_fen),
        "payroll": "" if fund.payroll_fen is None else format_money(fund.payroll_fen),
        "rate": "2.5" if fund.rate_ppm is None else _percent(fund.rate_ppm),
        "basis": fund.basis,
        "lines": [{"label": line.label, "money": format_money(line.fen)} for line in fund.lines],
    }


def read_fund(form: FundForm) -> tuple[dict[str, Any], list[Fault]]:
    """The arguments of `set_fund`, and the faults of what was typed; rows left empty do not count."""
    faults: list[Fault] = []
    read: dict[str, Any] = {"basis": form.basis.data or "", "lines": []}
    if form.kind.data == "payroll":
        read["payroll_fen"] = _read(form.payroll.data, parse_money, "payroll", faults)
        read["rate_ppm"] = _read(form.rate.data, _millionths, "rate", faults)
    else:
        read["amount_fen"] = _read(form.amount.data, parse_money, "amount", faults)
    for at, row in enumerate(form.lines.entries):
        label, money = row.form.label.data or "", row.form.money.data or ""
        if label.strip() or money.strip():
            read["lines"].append((label, _read(money, parse_money, f"lines-{at}-money", faults)))
            if not label.strip():
                faults.append(Fault("line_label_missing", {"number": at + 1}, where=f"lines-{at}-label"))
    return read, faults


def _read(text: str | None, parse: Callable[[str], int], where: str, faults: list[Fault]) -> int:
    try:
        return parse(text or "")
    except RuleFaults as refused:
        faults += [Fault(one.code, one.params, where=where) for one in refused.faults]
        return 0


def _millionths(percent: str) -> int:
    """`2.5` or `2.5%` percent as 25000 millionths, exact."""
    text = half_width(percent).removesuffix("%")
    return int(parse_rate(f"{text}%" if text else "") * 1_000_000)


def _percent(ppm: int) -> str:
    whole, rest = divmod(ppm, 10_000)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else str(whole)
