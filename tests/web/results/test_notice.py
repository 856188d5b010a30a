"""When a notice ends: working days by the calendar at the place, minutes by the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebook.model import Notice
from web.services.publication import notice_end

SHANGHAI = ZoneInfo("Asia/Shanghai")


class TestNoticeEnd:
    def test_five_working_days_from_monday_end_with_friday(self) -> None:
        monday = datetime(2026, 5, 11, 1, 0, tzinfo=UTC)
        assert notice_end(monday, Notice(days=5)) == datetime(2026, 5, 16, 0, 0, tzinfo=SHANGHAI)

    def test_a_weekend_does_not_count(self) -> None:
        saturday = datetime(2026, 5, 9, 10, 0, tzinfo=SHANGHAI)
        assert notice_end(saturday, Notice(days=1)) == datetime(2026, 5, 12, 0, 0, tzinfo=SHANGHAI)
        assert notice_end(saturday, Notice(days=6)) == datetime(2026, 5, 19, 0, 0, tzinfo=SHANGHAI)

    def test_the_day_is_the_one_at_the_place_not_in_greenwich(self) -> None:
        late = datetime(2026, 5, 10, 16, 30, tzinfo=UTC)
        assert notice_end(late, Notice(days=1)) == datetime(2026, 5, 12, 0, 0, tzinfo=SHANGHAI)

    def test_minutes_run_from_publication(self) -> None:
        noon = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
        assert notice_end(noon, Notice(minutes=30)) == noon + timedelta(minutes=30)
        assert notice_end(noon, Notice()) == noon

    @given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)), st.integers(1, 40))  # noqa: DTZ001
    def test_exactly_the_promised_working_days_lie_in_the_notice(self, start: datetime, days: int) -> None:
        published = start.replace(tzinfo=SHANGHAI)
        end = notice_end(published, Notice(days=days)).astimezone(SHANGHAI)
        span = (end.date() - published.date()).days
        assert (end.hour, end.minute) == (0, 0)
        working = [n for n in range(span) if (published.date() + timedelta(days=n)).weekday() < 5]
        assert len(working) == days
        assert working[-1] == span - 1
