"""The text of a file, in whichever encoding a spreadsheet saved it."""

import codecs
import re

from scoring.errors import Fault, RuleFaults

_UNKNOWN = "\ufffd"


def decoded(content: bytes) -> str:
    """Return the text of a UTF-8 file, with or without its mark, of UTF-16 with a mark, or of GB18030 (GBK).

    Chinese spreadsheets save a plain CSV as GB18030. A UTF-8 file with one broken letter could be read so, too, and all
    its names would be wrong: it is file_not_utf8 (with the line) unless most of what isn't ASCII makes no UTF-8.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    foreign = re.sub(r"[\x00-\x7f]", "", content.decode("utf-8", errors="replace"))
    try:
        if 2 * foreign.count(_UNKNOWN) > len(foreign):
            return content.decode("gb18030")
    except UnicodeDecodeError:
        pass
    raise RuleFaults([Fault("file_not_utf8", line=line)])
