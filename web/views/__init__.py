"""The pages. Each module has one blueprint; `BLUEPRINTS` is what the app registers."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    """Every module of this package (and of its sub-packages) that defines `pages`."""
    found: list[Blueprint] = []
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        pages = getattr(importlib.import_module(module.name), "pages", None)
        if isinstance(pages, Blueprint):
            found.append(pages)
    return found
