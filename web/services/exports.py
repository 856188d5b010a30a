"""Results as a workbook and as a table, from the published documents. Nothing in a cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from web.db.models import Competition, PrintedFile, ResultVersion
from web.services.act import Act
from web.services.printed_files import Made, keep, safe_name
from web.services.refusals import refuse
from web.services.result_columns import columns_of, row_texts
from web.services.result_lists import printed_details
from web.services.results import current_versions, totals_of

_TRIGGERS = "=+-@\t\r\n＝＋－＠"


def export_results(act: Act, competition: Competition) -> list[PrintedFile]:
    """Keep the published results as xlsx and csv; Refusal bulletin_nothing_published when there are none."""
    made = tables_of(act, competition)
    if not made:
        raise refuse("bulletin_nothing_published")
    return keep(act, competition.id, made)


def tables_of(act: Act, competition: Competition) -> list[Made]:
    """The two files, unsaved; empty when nothing is published."""
    from web.services.result_workbook import workbook  # openpyxl brings NumPy along: not at every start

    versions = current_versions(act, competition)
    if not versions:
        return []
    sheets = [(version, printed_details(act.session, version)) for version in versions]
    stem = f"{competition.name}-成绩"
    return [
        Made("results_xlsx", safe_name(stem, ".xlsx"), workbook(sheets, totals_of(versions))),
        Made("results_csv", safe_name(stem, ".csv"), table(versions)),
    ]


def table(versions: Sequence[ResultVersion]) -> bytes:
    """One CSV of all contests: UTF-8 with a byte order mark, so that Excel reads it, headed by the keys."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = columns_of(row for version in versions for row in version.document["rows"])
    writer.writerow(["contest", *(key for key, _heading, _width in columns)])
    for version in versions:
        code = version.document["contest"]["code"]
        writer.writerows(
            [_neutral(code), *(_neutral(text) for text in row_texts(row, columns))] for row in version.document["rows"]
        )
    return out.getvalue().encode("utf-8-sig")


def _neutral(text: str) -> str:
    """A CSV cell no spreadsheet takes for a formula: an apostrophe before = + - @, their wide forms, tab and returns.

    >>> [_neutral(text) for text in ("=1+1", "-5", " +1", "1860")]
    ["'=1+1", "'-5", "' +1", '1860']
    """
    plain = text.lstrip(" \u3000\ufeff")
    return f"'{text}" if (plain[:1] and plain[0] in _TRIGGERS) or text[:1] in ("\t", "\r", "\n") else text
