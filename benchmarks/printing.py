"""Seconds per certificate: our batch, and one WeasyPrint document per certificate in a plain loop, in the same run.

    .venv/bin/python -m benchmarks.printing [certificates, default 60]

Both print the same texts on the same drawn paper. The plain loop does what a first version usually does: the installed
fonts as they are, the border as an SVG in every page, one document and one FontConfiguration per certificate, then the
files joined. CPU seconds are the figure to trust on a loaded machine; ratios compare the two ways of this run.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf

from web.printing import documents
from web.printing.batch import print_certificates
from web.printing.codes import new_code
from web.printing.documents import CertificatePage
from web.printing.fonts import Shelf, open_shelf
from web.printing.ornament import paper
from web.printing.wording import Run, Wording

_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴", "明芳伟丽强敏静磊洋勇䶮喆祎"


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    pages = [_page(number) for number in range(1, count + 1)]
    with tempfile.TemporaryDirectory() as folder:
        shelf = open_shelf(Path(folder))
        one_alone = pages[:1]
        print_certificates(shelf, "荣誉证书", one_alone)  # imports, fonts and paper: once per worker, not per run
        _plain_loop(shelf, one_alone)
        ours = _measured(lambda: print_certificates(shelf, "荣誉证书", pages).pdf)
        plain = _measured(lambda: _plain_loop(shelf, pages))
    print(f"{count} certificates        CPU s   wall s   CPU ms each   KB in all   KB each")
    for name, (cpu, wall, size) in (("our batch", ours), ("one document each", plain)):
        each = 1000 * cpu / count
        print(f"{name:<22}{cpu:8.2f} {wall:8.2f} {each:13.1f} {size / 1024:11.0f} {size / 1024 / count:9.1f}")
    print(f"plain loop / our batch: CPU {plain[0] / ours[0]:.1f}x, wall {plain[1] / ours[1]:.1f}x, ", end="")
    print(f"size {plain[2] / ours[2]:.1f}x")


def _measured(work: Callable[[], bytes]) -> tuple[float, float, int]:
    """CPU seconds, wall seconds, bytes."""
    cpu, wall = time.process_time(), time.perf_counter()
    size = len(work())
    return time.process_time() - cpu, time.perf_counter() - wall, size


def _plain_loop(shelf: Shelf, pages: Sequence[CertificatePage]) -> bytes:
    """One document per certificate, joined at the end."""
    from weasyprint import HTML

    style = documents.stylesheet(shelf, "certificate")
    backdrop = documents.stylesheet(shelf, "paper")
    with pikepdf.new() as whole:
        for page in pages:
            front = documents.certificates_html(shelf, page.number, [page])
            back = documents.paper_html(shelf, page.wording.heading, paper())
            inner = back[back.index("<body>") + len("<body>") : back.index("</body>")]
            html = front.replace("<body>", f"<style>{backdrop}{style}</style><body>{inner}")
            with pikepdf.open(io.BytesIO(HTML(string=html).write_pdf())) as part:
                whole.pages.extend(part.pages)
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()


def _page(number: int) -> CertificatePage:
    """The certificate of an invented person; names vary so that subsets do."""
    name = _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number % len(_GIVEN)] + _GIVEN[number // 7 % len(_GIVEN)]
    runs = (
        Run("text", "在“2026年新教案评比”活动中，教案"),
        Run("work", f"《背影》第{number}课时教学设计"),
        Run("text", "荣获"),
        Run("strong", ("一等奖", "二等奖", "三等奖")[number % 3]),
        Run("text", "。"),
    )
    wording = Wording((name,), "同志", runs, "特发此证，以资鼓励。", "一等奖", "新教案评比", "启明学校工会委员会")
    code = new_code()
    return CertificatePage(
        wording, f"〔2026〕工证字第{number:04d}号", code, "2026年12月1日", "", f"https://union.example/verify/{code}"
    )


if __name__ == "__main__":
    main()
