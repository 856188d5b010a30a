"""The rules as a document: typed or pasted, or read from a file."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

LARGEST_FILE = 1_000_000
"""Bytes; a rulebook has a few thousand."""


class RulesTextForm(FlaskForm):
    """The document; `base` is the fingerprint of what the editor saw. A file stands for what is typed."""

    base = HiddenField()
    document = TextAreaField(_l("规则原文"), render_kw={"rows": 28, "spellcheck": "false", "wrap": "off"})
    file = FileField(_l("或者选一个规则文件（.toml）"), render_kw={"accept": ".toml,text/plain"})

    def typed(self) -> tuple[str, str]:
        """What was typed or read from the file, and "" or the code of why the file can't be read."""
        upload = self.file.data
        if not upload or not getattr(upload, "filename", ""):
            return (self.document.data or "").replace("\r\n", "\n"), ""
        content: bytes = upload.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            return "", "rules_file_too_large"
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n"), ""
        except UnicodeDecodeError:
            return "", "rules_file_not_text"


class NewContestTextForm(RulesTextForm):
    """A new contest from a document."""

    code = StringField(
        _l("项目代号"),
        validators=[InputRequired(message=_l("请填写项目代号。")), Length(max=40)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
