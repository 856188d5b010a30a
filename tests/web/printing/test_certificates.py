"""Certificates really laid out, then read back: text, faces, QR code, line ends, edges."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from tests.web.printing.certificates import CODE, a_page
from tests.web.printing.reading import faces, page_texts, plain_texts, qr_texts, shelf
from tests.web.printing.test_fonts import NEWEST, PROBE
from web.printing.batch import CHUNK, joined, print_certificates
from web.printing.faults import Stopped, Uncovered, Unprintable

ALLOWED = {"LXGW-WenKai", "LXGW-WenKai-Bold", "BabelStone-Han", "Noto-Serif-CJK-SC-Bold"}
_NEVER_FIRST = "、，。：；”’》）"


def printed(*pages: object, **more: object) -> bytes:
    """The PDF of these pages."""
    return print_certificates(shelf(), "荣誉证书", pages, **more).pdf  # type: ignore[arg-type]


def test_a_certificate_reads_back_whole() -> None:
    pdf = printed(a_page(7, title="背影"))
    assert plain_texts(pdf) == [
        "荣 誉 证 书张明同志：在“2026年新教案评比”活动中，教案《背影》荣获一等奖。特发此证，以资鼓励。"
        "〔2026〕工证字第0007号验证码 7K3M-9PQR-5扫码可查验本证书真伪"
        "（盖章）启明学校工会委员会2026年12月1日规则第1版 abababababab · 成绩第1版 cdcdcdcdcdcd"
    ]


def test_only_faces_of_the_shelf_are_embedded() -> None:
    assert faces(printed(a_page(names=["李䶮"], title="背影"))) == ALLOWED


def test_rare_characters_print_and_extract() -> None:
    pdf = printed(a_page(names=[PROBE]), a_page(names=["陈𪚥"]))
    texts = plain_texts(pdf)
    assert (f"{PROBE}同志：" in texts[0], "陈𪚥同志：" in texts[1]) == (True, True)
    assert faces(pdf) == ALLOWED | {"HanaMinA-Medium"}


def test_names_that_cannot_be_drawn_stop_the_whole_run_and_are_all_listed() -> None:
    pages = [a_page(names=["张\ue000"]), a_page(), a_page(names=["李芳", f"王{NEWEST}"])]
    with pytest.raises(Unprintable) as raised:
        printed(*pages)
    assert raised.value.found == (Uncovered("张\ue000", ("\ue000",)), Uncovered(f"王{NEWEST}", (NEWEST,)))


def test_every_page_has_its_own_qr_code() -> None:
    pdf = printed(*(a_page(number) for number in (1, 2, 3)))
    assert qr_texts(pdf) == [f"https://gh.example/verify/{CODE}?{number}" for number in (1, 2, 3)]


def test_hostile_titles_are_text_and_fetch_nothing() -> None:
    title = '<img src="http://127.0.0.1:9/x"><style>@import url(file:///etc/passwd)</style>{{ 7*7 }}'
    assert title.replace(" ", "") in plain_texts(printed(a_page(title=title)))[0].replace(" ", "")


def test_no_line_starts_with_a_closing_mark() -> None:
    lengths = range(1, 40)
    pdf = printed(*(a_page(title="长" * length, names=["张明", "李芳"][: 1 + length % 2]) for length in lengths))
    starts = {line[0] for text in page_texts(pdf) for line in text.split("\n") if line}
    assert starts & set(_NEVER_FIRST) == set()


def test_texts_of_every_length_end_above_the_seal() -> None:
    names = ["阿卜杜热合曼·买买提吐尔逊", "尼格拉·阿不都热西提", "欧阳娜娜", "王𡈽"]
    pages = [a_page(title="长" * length, prize="特别优秀组织奖一等奖") for length in range(1, 60, 4)]
    room = []
    with pypdfium2.PdfDocument(printed(*pages, a_page(title="很长的题目" * 24, names=names))) as document:
        for page in document:
            text = page.get_textpage()
            whole = text.get_text_range()
            room.append(text.get_charbox(whole.index("以资鼓励"))[1] - text.get_charbox(whole.index("盖章"))[3])
    assert min(room) > 0


def test_the_recipient_stands_flush_left_and_the_sentence_is_indented_two_characters() -> None:
    with pypdfium2.PdfDocument(printed(a_page())) as document:
        text = document[0].get_textpage()
        whole = text.get_text_range()
        recipient, sentence, closing, size = (
            text.get_charbox(whole.index("张明")),
            text.get_charbox(whole.index("在“")),
            text.get_charbox(whole.index("特发")),
            25.0,
        )
    assert recipient[0] == pytest.approx(44 * 72 / 25.4, abs=4)
    assert sentence[0] - recipient[0] == pytest.approx(2 * size, abs=4)
    assert closing[0] == pytest.approx(sentence[0], abs=3)


def test_co_authors_get_a_copy_each() -> None:
    assert len(page_texts(printed(a_page(names=["张明", "李芳", "王建国"])))) == 3


def test_the_same_certificates_always_give_the_same_bytes() -> None:
    assert printed(a_page(1), a_page(2)) == printed(a_page(1), a_page(2))


def test_printed_stock_leaves_out_border_and_heading() -> None:
    text = plain_texts(printed(a_page(), printed_stock=True))[0]
    assert ("荣 誉 证 书" in text, "张明同志" in text) == (False, True)


def test_title_language_and_one_shared_paper() -> None:
    pdf = joined(shelf(), "全部", [printed(a_page(1), a_page(2)), printed(a_page(3))]).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        papers = {page.resources.XObject.Paper.objgen for page in document.pages}
        described = (str(document.docinfo["/Title"]), str(document.Root.Lang), len(document.pages))
    assert (described, len(papers)) == (("全部", "zh-Hans-CN", 3), 1)


def test_a_long_run_is_laid_out_in_chunks_in_order_and_tells_its_progress() -> None:
    told: list[tuple[int, int]] = []
    pdf = printed(*(a_page(n) for n in range(1, CHUNK + 4)), report=lambda done, due: told.append((done, due)) is None)
    numbers = [int(found[1]) for text in plain_texts(pdf) if (found := re.search(r"第(\d{4})号", text))]
    assert (numbers, told) == (list(range(1, CHUNK + 4)), [(0, CHUNK + 3), (CHUNK, CHUNK + 3)])


def test_a_run_stops_when_asked() -> None:
    with pytest.raises(Stopped):
        printed(a_page(), report=lambda _done, _due: False)
