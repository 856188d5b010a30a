"""Certificate pages with defaults; a test sets what matters to it."""

from __future__ import annotations

from tests.web.awards.finals import a_document, a_row
from web.printing.documents import CertificatePage
from web.printing.wording import award_wording

CODE = "7K3M9PQR5"


def a_page(number: int = 1, contest: str = "2026年新教案评比", **row: object) -> CertificatePage:
    """The certificate of one prize row."""
    return CertificatePage(
        wording=award_wording(a_document([], contest), a_row(**row), 2026),
        number=f"〔2026〕工证字第{number:04d}号",
        code=CODE,
        date="2026年12月1日",
        trace="规则第1版 abababababab · 成绩第1版 cdcdcdcdcdcd",
        verify_at=f"https://gh.example/verify/{CODE}?{number}",
    )
