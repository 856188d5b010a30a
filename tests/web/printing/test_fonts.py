"""Which face a name is set in, and which names cannot be printed at all."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.web.printing.reading import shelf
from web.printing.coverage import ranges
from web.printing.faults import Uncovered
from web.printing.fonts import KAI, RARE, SONG, open_shelf, write_config

PROBE = "䶮𬱖𬍛𪟝㛃㼆𠅤𫖯𬀩𬘭𬊈𫍽韡龑犇赟翀喆堃祎尛"
"""Rare characters of real names (practice.md 8.4)."""
NEWEST = "\U00031353"  # of Extension H: assigned in Unicode 15, in none of the chosen faces


def a_font(path: Path, family: str, characters: str) -> None:
    """A font file whose only glyph is a square, mapped from these characters."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 900), (950, 900), (950, 0)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(character): "square" for character in characters})
    builder.setupGlyf({".notdef": pen.glyph(), "square": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 50)})
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2()
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)


def test_every_probe_character_is_drawn() -> None:
    assert shelf().uncovered([PROBE]) == []


def test_a_name_is_set_whole_in_the_first_face_that_has_all_of_it() -> None:
    names = ["张伟", "李䶮", "尼格拉·阿不都热西提", "李䲜", "陈𪚥"]
    assert [shelf().face_for(name) for name in names] == [KAI, KAI, KAI, SONG, RARE]


def test_private_use_and_unassigned_characters_are_uncovered_all_at_once() -> None:
    texts = ["张\ue000明", "李芳", "王\U000f0000", "赵\U0010fffd\u200b", NEWEST, "张\ue000明"]
    assert shelf().uncovered(texts) == [
        Uncovered("张\ue000明", ("\ue000",)),
        Uncovered("王\U000f0000", ("\U000f0000",)),
        Uncovered("赵\U0010fffd\u200b", ("\U0010fffd", "\u200b")),
        Uncovered(NEWEST, (NEWEST,)),
    ]


def test_code_points_are_named_as_people_look_them_up() -> None:
    assert Uncovered("x", ("\ue000", NEWEST)).code_points == "U+E000, U+31353"


def test_a_site_adds_a_face_for_what_the_others_lack(tmp_path: Path) -> None:
    a_font(tmp_path / "fonts" / "own.ttf", "Own Rare", NEWEST + "\ue000")
    own = open_shelf(tmp_path)
    assert own.face_for(NEWEST) == ("Own Rare",)
    assert own.uncovered([NEWEST, "\ue000"]) == [Uncovered("\ue000", ("\ue000",))]


def test_a_site_replaces_its_own_face_and_the_shelf_notices(tmp_path: Path) -> None:
    a_font(tmp_path / "fonts" / "own.ttf", "Own Rare", "甲")
    before = open_shelf(tmp_path)
    a_font(tmp_path / "fonts" / "own.ttf", "Own Rare", NEWEST)
    assert (before.uncovered([NEWEST]) == [], open_shelf(tmp_path).uncovered([NEWEST]) == []) == (False, True)


def test_a_licensed_official_face_is_taken_when_the_site_has_it(tmp_path: Path) -> None:
    a_font(tmp_path / "fonts" / "fang.ttf", "FangSong_GB2312", "张")
    assert open_shelf(tmp_path).first_of(("仿宋_GB2312", "FangSong_GB2312"), KAI) == ("FangSong_GB2312", *KAI)
    assert shelf().first_of(("仿宋_GB2312", "FangSong_GB2312"), KAI) == KAI


def test_the_configuration_lists_the_chosen_files_only() -> None:
    text = write_config(shelf()).read_text("utf-8")
    accepted = [line for line in text.splitlines() if line.startswith("<acceptfont>")]
    assert len(accepted) == len(shelf().files)
    assert "<rejectfont><glob>*</glob></rejectfont>" in text
    assert "Noto Serif CJK JP" in text


def test_ranges_join_neighbours() -> None:
    assert ranges([5, 1, 2, 3, 9]) == (1, 4, 5, 6, 9, 10)
