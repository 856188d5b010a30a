"""Which language the reader gets: chosen before, else the browser's wish, else Chinese."""

from __future__ import annotations

from flask import has_request_context, request
from flask import session as cookie

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}


def choose_locale() -> str:
    """The Babel locale of this request."""
    if not has_request_context():
        return LANGUAGES["zh"]
    chosen = cookie.get("language")
    if chosen not in LANGUAGES:
        chosen = request.accept_languages.best_match(LANGUAGES, "zh")
    return LANGUAGES[chosen]
