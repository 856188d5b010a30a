"""Chinese is the source text; English is complete."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
METHODS = [("web/**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "N_": None}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_HAN = re.compile(r"[㐀-鿿]")


def source_texts() -> dict[str, str]:
    """Every marked text and the file it stands in."""
    found: dict[str, str] = {}
    for folder in ("web", "templates"):
        patterns = [
            (pattern.removeprefix(f"{folder}/"), method) for pattern, method in METHODS if pattern.startswith(folder)
        ]
        for file, _line, message, *_rest in extract_from_dir(ROOT / folder, patterns, keywords=KEYWORDS):
            for text in message if isinstance(message, tuple) else (message,):
                found.setdefault(text, f"{folder}/{file}")
    return found


def _english() -> Catalog:
    path = ROOT / "web/translations/en/LC_MESSAGES/messages.po"
    return read_po(io.BytesIO(path.read_bytes()), locale="en")


def test_every_source_text_has_an_english_one_with_the_same_places_to_fill() -> None:
    english = _english()
    missing, unlike = [], []
    for text, file in source_texts().items():
        message = english.get(text)
        if message is None or not message.string:
            missing.append(f"{file}: {text}")
        elif set(_PLACEHOLDER.findall(text)) != set(_PLACEHOLDER.findall(str(message.string))):
            unlike.append(f"{file}: {text} -> {message.string}")
    assert (missing, unlike) == ([], [])


def test_no_english_text_has_lost_its_source() -> None:
    known = source_texts()
    assert [str(message.id) for message in _english() if message.id and message.id not in known] == []


def test_no_chinese_text_in_templates_stands_outside_a_mark() -> None:
    printed = ROOT / "templates/print"  # certificates and bulletins are Chinese documents
    found = []
    for path in (ROOT / "templates").rglob("*.html"):
        if path.is_relative_to(printed):
            continue
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", path.read_text(), flags=re.S)
        found += [f"{path.relative_to(ROOT)}: {line.strip()}" for line in text.splitlines() if _HAN.search(line)]
    assert found == []


def test_chinese_punctuation_is_full_width() -> None:
    half = re.compile(r"[㐀-鿿][,:;?!]|[㐀-鿿]\(|\([㐀-鿿]|[㐀-鿿]\)")
    found = [f"{file}: {text}" for text, file in source_texts().items() if half.search(_PLACEHOLDER.sub("", text))]
    assert found == []
