"""The shelf of faces that may appear on paper, and which of them a name is set in.

Pango falls back character by character over every installed font, so the same name would look different on every
machine and a Private Use character may come out of a symbol font. Hence: an own fonts.conf that lists the chosen files
only, and the WHOLE name in the first face that has all of its characters (printing.md 2, practice.md 8.4).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from web.printing.coverage import Coverage, coverage_of
from web.printing.faults import FacesMissing, Uncovered

KAI = ("LXGW WenKai",)
SONG = ("Noto Serif CJK SC",)
HEI = ("Noto Sans CJK SC",)
RARE = ("HanaMinA", "HanaMinB")  # one design cut into two files: the planes before and after U+20000
LAST = ("BabelStone Han",)
CHAIN = (KAI, SONG, RARE, LAST)
"""Faces of names, best first: 楷 as certificates use it, then 宋, then the two with the most characters."""

OFFICIAL_BODY = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "FZFangSong-Z02")
OFFICIAL_TITLE = ("方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S")
"""Faces GB/T 9704-2012 asks for; all are sold, so they are used when the site puts its licensed copy in `fonts`."""

_FILES = (
    "LXGWWenKai-Regular.ttf",
    "LXGWWenKai-Bold.ttf",
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJK-Bold.ttc",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJK-Bold.ttc",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
    "BabelStoneHan.ttf",
)
_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_OWN_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_NEEDED = (*KAI, *SONG, *HEI)
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
_UNDRAWN = {"Cc", "Cf", "Cn", "Co", "Cs"}  # controls, format characters, unassigned, private use, surrogates


@dataclass(frozen=True, slots=True)
class Shelf:
    """The chosen faces of one office: `files` for fonts.conf, `faces` by family, `own` families of the site.

    `mark` changes with the files: what was worked out for one mark holds for every shelf that carries it.
    """

    folder: Path
    files: tuple[Path, ...]
    mark: tuple[tuple[str, int], ...]
    faces: dict[str, tuple[Coverage, ...]]
    own: tuple[str, ...]

    @property
    def chain(self) -> tuple[tuple[str, ...], ...]:
        """Names are tried in these faces, in this order; the site's own come last (or are asked for by role)."""
        return tuple(member for member in (*CHAIN, *((family,) for family in self.own)) if member[0] in self.faces)

    @property
    def families(self) -> tuple[str, ...]:
        """All families of the chain in order, for `font-family`: nothing else may ever be tried."""
        return tuple(family for member in (*self.chain, HEI) for family in member if family in self.faces)

    @property
    def postscript(self) -> frozenset[str]:
        """PostScript names that may be embedded."""
        return frozenset(face.postscript for faces in self.faces.values() for face in faces)

    def first_of(self, wished: Sequence[str], otherwise: Sequence[str]) -> tuple[str, ...]:
        """The first wished family that is on the shelf, else the others: how a site's licensed face comes in."""
        for family in wished:
            if family in self.faces:
                return (family, *otherwise)
        return tuple(otherwise)

    def has(self, family: str, character: str) -> bool:
        """Whether the family draws the character (a Private Use character counts as not drawn)."""
        return printable(character) and any(face.has(character) for face in self.faces.get(family, ()))

    def face_for(self, name: str) -> tuple[str, ...] | None:
        """The first member of the chain that draws every character of `name`; None when only a mixture would."""
        for member in self.chain:
            if all(any(self.has(family, letter) for family in member) for letter in name if letter != " "):
                return member
        return None

    def uncovered(self, texts: Iterable[str]) -> list[Uncovered]:
        """Every text with a character that no face draws, each text once, in order of appearance."""
        found: list[Uncovered] = []
        for text in dict.fromkeys(texts):
            missing = tuple(dict.fromkeys(c for c in text if c != " " and not self._drawn(c)))
            if missing:
                found.append(Uncovered(text, missing))
        return found

    def _drawn(self, character: str) -> bool:
        return any(self.has(family, character) for family in self.families)


def printable(character: str) -> bool:
    """Whether the character means the same everywhere: assigned, visible, not Private Use (practice.md 8.4)."""
    point = ord(character)
    if any(low <= point <= high for low, high in _PRIVATE):
        return False
    return unicodedata.category(character) not in _UNDRAWN or _newer_han(point)


def _newer_han(point: int) -> bool:
    """Ideographs newer than Python's Unicode tables (Extension H and I) are characters, whatever the tables say."""
    return 0x20000 <= point <= 0x3FFFD


def open_shelf(folder: Path) -> Shelf:
    """The shelf of the office whose data folder is `folder`; raises FacesMissing without the three base faces."""
    own = tuple(sorted(path for path in (folder / "fonts").glob("*") if path.suffix.lower() in _OWN_SUFFIXES))
    files = _installed() + own
    return _shelf(folder, own, files, tuple((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=16)
def _shelf(folder: Path, own: tuple[Path, ...], files: tuple[Path, ...], mark: tuple[tuple[str, int], ...]) -> Shelf:
    families: dict[str, tuple[Coverage, ...]] = {}
    for path in files:
        for face in coverage_of(path, folder / "font-coverage"):
            if path in own or face.family in {*_NEEDED, *RARE, *LAST}:
                families[face.family] = (*families.get(face.family, ()), face)
    missing = [family for family in _NEEDED if family not in families]
    if missing:
        raise FacesMissing(missing)
    own_families = {face.family: None for path in own for face in coverage_of(path, folder / "font-coverage")}
    return Shelf(folder, files, mark, families, tuple(own_families))


@lru_cache(maxsize=1)
def _installed() -> tuple[Path, ...]:
    """The chosen files among Debian's fonts."""
    found = {path.name: path for folder in _FOLDERS for name in _FILES for path in folder.rglob(name)}
    return tuple(found[name] for name in _FILES if name in found)


def write_config(shelf: Shelf) -> Path:
    """Write the fonts.conf of the shelf and return its path; regional twins inside the collections are left out."""
    folders = sorted({path.parent for path in shelf.files})
    others = sorted(
        {face.family for path in shelf.files for face in coverage_of(path, shelf.folder / "font-coverage")}
        - shelf.faces.keys()
    )
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(str(folder))}</dir>" for folder in folders),
        "<cachedir>/var/cache/fontconfig</cachedir>",
        f"<cachedir>{escape(str(shelf.folder / 'font-cache'))}</cachedir>",
        "<selectfont>",
        *(f"<acceptfont><glob>{escape(str(path))}</glob></acceptfont>" for path in shelf.files),
        "<rejectfont><glob>*</glob></rejectfont>",
        *(
            f'<rejectfont><pattern><patelt name="family"><string>{escape(family)}'
            "</string></patelt></pattern></rejectfont>"
            for family in others
        ),
        "</selectfont>",
        "</fontconfig>",
    ]
    path = shelf.folder / "fonts.conf"
    text = "\n".join(lines) + "\n"
    if not path.exists() or path.read_text("utf-8") != text:
        draft = path.with_suffix(".draft")
        draft.write_text(text, "utf-8")
        draft.replace(path)
    return path
