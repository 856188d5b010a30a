"""名额: how many prizes of each tier a field earns (practice.md 4.2)."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from scoring.rulebook.model import Awards, Prize, QuotaRounding
from scoring.values import round_half_up


def quotas(prizes: Sequence[Prize], entries: int, rounding: QuotaRounding) -> tuple[int, ...]:
    """Return how many prizes of each tier `entries` ranked entries earn.

    >>> from scoring.rulebook.model import Prize
    >>> quotas([Prize("1", share=10), Prize("2", share=20), Prize("3", share=30)], 13, QuotaRounding.CUMULATIVE_HALF_UP)
    (1, 3, 4)

    Cumulative rounding keeps the total exact (practice.md 4.2, with the table).
    """
    earned, percent = [], Fraction(0)
    for prize in prizes:
        if prize.share is None:
            earned.append(prize.count or 0)
            continue
        before, percent = percent, percent + prize.share
        earned.append(_share_seats(before, percent, entries, rounding))
    return tuple(earned)


def seats(awards: Awards, entries: int, participants: int | None = None) -> tuple[int, ...]:
    """Return the prizes of each tier that are on offer: the quotas, the guarantee, and no more than may win.

    The guaranteed first prize is taken from the next tier that has one, so that the total stays (practice.md 4.2:
    at least one first prize when n >= 5).

    >>> from scoring.rulebook.model import Prize
    >>> thirds = (Prize("1", share=10), Prize("2", share=20), Prize("3", share=30))
    >>> seats(Awards(thirds, QuotaRounding.CUMULATIVE_FLOOR, first_prize_from=5), 7)
    (1, 1, 2)
    """
    earned = _with_first_prize(quotas(awards.prizes, entries, awards.rounding), awards.first_prize_from, entries)
    room = most_winners(awards, entries if participants is None else participants)
    if room is None:
        return earned
    offered = []
    for number in earned:
        offered.append(min(number, room))
        room -= offered[-1]
    return tuple(offered)


def most_winners(awards: Awards, participants: int) -> int | None:
    """Return how many of a group may win at most; None without a limit.

    The least of `most_winners`, the prize face where it binds, and one fewer than took part where `minus_one` says so
    (减一录取, practice.md 4.1: `min(8, n-1)`).
    """
    limits = [] if awards.most_winners is None else [awards.most_winners]
    if awards.face_binds:
        limits.append(floor(awards.face_limit * participants))
    if awards.minus_one:
        limits.append(max(0, participants - 1))
    return min(limits, default=None)


def _with_first_prize(earned: tuple[int, ...], first_from: int | None, entries: int) -> tuple[int, ...]:
    if first_from is None or entries < first_from or not earned or earned[0] > 0:
        return earned
    lender = next((number for number, count in enumerate(earned) if count > 0), None)
    return tuple(1 if at == 0 else count - (at == lender) for at, count in enumerate(earned))


def _share_seats(before: Fraction, after: Fraction, entries: int, rounding: QuotaRounding) -> int:
    if rounding is QuotaRounding.EACH_UP:
        return ceil((after - before) * entries / 100)
    rounded = floor if rounding is QuotaRounding.CUMULATIVE_FLOOR else _half_up
    return int(rounded(after * entries / 100)) - int(rounded(before * entries / 100))


def _half_up(value: Fraction) -> int:
    return int(round_half_up(value, 0))
