"""What every template can use without importing it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request, url_for

from web.present.formatting import FILTERS, is_english
from web.present.messages import sentence


def install_templating(app: Flask) -> None:
    """Register filters, sentences and the page context."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(sentence=sentence, asset=_asset(Path(app.static_folder or "")))
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    def context() -> dict[str, Any]:
        act = g.get("act")
        return {
            "actor": act.actor if act else None,
            "here": request.full_path.rstrip("?"),
            "english": is_english(),
        }

    app.context_processor(context)


def _asset(folder: Path) -> Any:
    """Addresses of own static files that change when the file does."""

    @cache
    def digest(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:10]

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=digest(name))

    return asset
