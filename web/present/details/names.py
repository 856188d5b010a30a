"""What people are called on paper and in tables: Chinese in every language of the screens."""

from __future__ import annotations

from collections import Counter

from web.present.details.lists import Json


def printed_name(row: Json) -> str:
    """The names of a row; namesakes of one department carry the tail of their staff number (practice.md 7.4)."""
    names = "、".join(row["names"])
    return f"{names}（工号尾号{row['namesake']}）" if row["namesake"] else names


def printed_names(document: Json) -> dict[int, str]:
    """What the entries are called in the lists beside the places: namesakes with their department."""
    count = Counter(printed_name(row) for row in document["rows"])
    return {
        row["entry"]: f"{printed_name(row)}（{row['department']}）"
        if count[printed_name(row)] > 1
        else printed_name(row)
        for row in document["rows"]
    }
