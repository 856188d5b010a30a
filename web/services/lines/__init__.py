"""成绩行: the lines of a contest as the tables of docs/formats.md, read by the same readers as files are."""

from web.services.lines.line import entry_code
from web.services.lines.reading import lines_of, results_of, with_entry_lines
from web.services.lines.reporters import REPORTER, Crowd, names_reporters, ranks_departments, reporter_code
from web.services.lines.tables import ENTRIES, RESULTS, Key, key_columns, key_of, keys_of, value_columns
from web.services.lines.ways import Way, way_of

__all__ = [
    "ENTRIES",
    "REPORTER",
    "RESULTS",
    "Crowd",
    "Key",
    "Way",
    "entry_code",
    "key_columns",
    "key_of",
    "keys_of",
    "lines_of",
    "names_reporters",
    "ranks_departments",
    "reporter_code",
    "results_of",
    "value_columns",
    "way_of",
    "with_entry_lines",
]
