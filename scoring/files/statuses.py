"""The words of result lists for who did not finish: as they stand in RESULTS of races and in ENTRIES."""

from collections.abc import Iterable

from scoring.errors import refuse
from scoring.status import Status
from scoring.values import half_width

GIVEN_STATUSES = tuple(status for status in Status if status is not Status.BLOCKED)
"""Statuses a file may state; that an entry is blocked is found out."""
STATUS_WORDS = {
    Status.FIN: ("完成",),
    Status.DNS: ("弃权", "未参赛", "缺席"),
    Status.DNF: ("中退", "未完成"),
    Status.DQ: ("DSQ", "犯规", "取消成绩"),
    Status.OOC: ("表演", "不计名次"),
    Status.PROV: ("待定", "成绩待定"),
}
"""Words of result lists besides the codes (practice.md 3.5)."""
OUT_OF_A_CONTEST = (Status.FIN, Status.DNS, Status.DNF, Status.DQ)
"""What ENTRIES may say of an entry of a judged contest."""


def status_named(text: str, among: Iterable[Status] = GIVEN_STATUSES) -> Status | None:
    """Return the status a code or word stands for, in any case and width; None for any other word."""
    plain = half_width(text).upper()
    return next((one for one in among if plain == one or plain in STATUS_WORDS[one]), None)


def read_status(text: str, among: Iterable[Status] = GIVEN_STATUSES) -> Status:
    """Return the status a cell states; status_unknown (value, choices)."""
    found = status_named(text, among)
    if found is None:
        raise refuse("status_unknown", value=text[:40], choices=", ".join(among))
    return found
