"""Who the entries are, for the office: shared by the pages of results."""

from __future__ import annotations

from web.db.models import ResultVersion
from web.present import result_words
from web.services import result_document, results
from web.services.results import Worked


def entry_labels(worked: Worked, live: result_document.Json, in_force: ResultVersion | None) -> dict[int, str]:
    """Names by entry number; work codes in a blind contest until the preliminary version unblinds it."""
    if worked.rulebook.blind and in_force is None:
        return {entry.id: results.entry_label(entry, blind=True) for entry in worked.sources.entries}
    return result_words.labels(live)
