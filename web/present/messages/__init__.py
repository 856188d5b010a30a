"""Every code's sentence. One module per family of codes; `sentence` is the one way to a text."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any, Protocol

from flask_babel import get_locale, gettext

from scoring.errors import Fault
from scoring.files import catalogue as files


class Coded(Protocol):
    """Anything with a code and parameters: a fault of scoring, scheduler or a service."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def params(self) -> Mapping[str, Any]:
        """The values named in the sentence."""


def _catalogue() -> dict[str, str]:
    """Collect `MESSAGES` of the family modules; a code may be spoken for once only."""
    found: dict[str, str] = {}
    for module in pkgutil.iter_modules(__path__):
        family: dict[str, str] = importlib.import_module(f"{__name__}.{module.name}").MESSAGES
        twice = found.keys() & family.keys()
        if twice:
            raise RuntimeError(f"codes spoken for twice: {sorted(twice)}")
        found |= family
    return found


CATALOGUE = _catalogue()


def sentence(fault: Coded) -> str:
    """The sentence of a code in the reader's language, with its parameters filled in."""
    if fault.code not in CATALOGUE:
        return _of_the_file_interface(fault)
    text: str = gettext(CATALOGUE[fault.code])
    return text % {key: str(value) for key, value in fault.params.items()}


def _of_the_file_interface(fault: Coded) -> str:
    """Faults of cells that only readers of RESULTS find have their sentence with the readers; KeyError elsewhere."""
    english = str(get_locale()).startswith("en")
    text = files.sentence(Fault(fault.code, fault.params), "en" if english else "zh")
    return f"{text[0].upper()}{text[1:]}." if english else f"{text}。"
