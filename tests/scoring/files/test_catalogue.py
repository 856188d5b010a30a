"""Every code of the rules has its sentence in both languages."""

import re
from pathlib import Path

import pytest

from scoring import Fault
from scoring.files import telling
from scoring.files.catalogue import SENTENCES, placed, sentence
from scoring.files.formats import TOLD
from scoring.rulebook.model import Format

SOURCES = Path(__file__).parents[3] / "scoring"
_CODE = re.compile(r"(?:Fault|refuse|_fault|_about)\(\s*\"([a-z0-9_]+)\"")


def _codes():
    return {code for path in SOURCES.rglob("*.py") for code in _CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_in_the_source_has_a_sentence_in_both_languages():
    codes = _codes()
    assert len(codes) > 80
    assert (codes - set(SENTENCES["zh"]), codes - set(SENTENCES["en"])) == (set(), set())


def test_both_languages_use_the_same_parameters():
    for words in (telling.WORDS, *(own.words for own in TOLD.values())):
        assert set(words["zh"]) == set(words["en"])
    for texts in (SENTENCES, telling.PATTERNS, *(own.patterns for own in TOLD.values())):
        ours, theirs = texts["zh"], texts["en"]
        assert {k: set(re.findall(r"\{(\w+)\}", v)) for k, v in ours.items()} == {
            k: set(re.findall(r"\{(\w+)\}", v)) for k, v in theirs.items()
        }


def test_every_format_tells_its_explanation_in_kinds_of_lines_of_its_own():
    assert set(TOLD) == set(Format)
    for own in TOLD.values():
        assert not set(own.patterns["zh"]) & set(telling.PATTERNS["zh"])


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("unknown_key", {"key": "drp", "nearest": "drop"}), "未知的键“drp”，最接近的是“drop”"),
        (Fault("unknown_key", {"key": "zzz", "nearest": ""}), "未知的键“zzz”"),
        (Fault("entry_unassigned", {"entry": "A", "reason": "birth_date_unknown"}), "“A”没有组别：出生日期未填写"),
    ],
)
def test_sentence_is_filled_and_empty_parts_are_left_out(fault, text):
    assert sentence(fault, "zh") == text


def test_place_is_told_as_far_as_it_is_known():
    fault = Fault("not_whole", {}, "judging.drop", 5, 3)
    assert placed(fault, "r.toml", "en") == "r.toml:5:3: judging.drop: this should be a whole number"
    assert placed(Fault("not_whole"), "r.toml", "en") == "r.toml: this should be a whole number"
