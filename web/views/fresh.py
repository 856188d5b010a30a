"""Public pages are always current: a browser may keep one, but must ask before showing it again."""

from __future__ import annotations

import hashlib

from flask import Response, make_response, request
from flask_wtf.csrf import generate_csrf


def always_fresh(html: str) -> Response:
    """The page with an ETag and `no-cache`; 304 when the reader has exactly this one.

    The form token differs in every answer and is left out of the tag.
    """
    response = make_response(html)
    tag = hashlib.sha256(html.replace(generate_csrf(), "").encode()).hexdigest()[:32]
    return _revalidated(response, tag)


def document_file(content: bytes, fingerprint: str, filename: str) -> Response:
    """A published document to download; its fingerprint is its tag."""
    response = make_response(content)
    response.content_type = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return _revalidated(response, fingerprint)


def calendar_file(content: bytes, filename: str) -> Response:
    """A calendar to subscribe to: opened by a calendar program, asked for anew each time."""
    response = make_response(content)
    response.content_type = "text/calendar; charset=utf-8"
    response.headers.set("Content-Disposition", "inline", filename=filename)
    return _revalidated(response, hashlib.sha256(content).hexdigest()[:32])


def _revalidated(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    response.make_conditional(request)
    return response
