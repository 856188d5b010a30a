"""How long a killed worker's job waits: seconds from kill -9 to the next claim, and how often effects happen."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from statistics import median

from tests.web.jobs import killing
from web.config import Settings
from web.jobs import ledger

ON = (("sqlite", "sqlite"), ("postgresql", "postgresql"), ("postgresql", "redis"))


def main() -> None:
    """Print one row an engine."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.takeup", description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    print(f"bar: lease {ledger.LEASE.total_seconds():g} s + 2 s\n")
    print("| database | queue | kills | quickest | median | slowest | jobs | effects |")
    print("|---|---|---|---|---|---|---|---|")
    for database, queue in ON:
        with tempfile.TemporaryDirectory() as folder:
            settings = killing.an_office(Path(folder), database, queue)
            seconds, effects = _killed(settings, options.kills)
        span = f"{min(seconds):.1f} s | {median(seconds):.1f} s | {max(seconds):.1f} s"
        print(f"| {database} | {queue} | {len(seconds)} | {span} | {options.kills} | {effects} |", flush=True)


def _killed(settings: Settings, kills: int) -> tuple[list[float], int]:
    """Kill one worker after another, each while it works on a new job; the waits, and how many effects there are."""
    watched = killing.Ledger(settings)
    waits = [killing.take_up_seconds(settings, watched) for _kill in range(kills)]
    effects = len(watched.effects())
    watched.close()
    return waits, effects


if __name__ == "__main__":
    main()
