"""What a committee may decide, and how it stands beside the result."""

from __future__ import annotations

from datetime import date

import pytest

from tests.web.results import scenes
from tests.web.results.test_publication import refused
from web.db.models import CommitteeDecision
from web.services import publication
from web.services.act import Act
from web.services.refusals import Fault, NotFound


class TestDecisions:
    def test_an_extra_prize_is_marked_and_carries_its_minute(self, act: Act) -> None:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.publish_preliminary(act, contest)
        publication.decide(act, contest, entries[3], "extra_prize", "二等奖", " 〔2026〕3号纪要 ", date(2026, 10, 8))
        document = publication.publish_preliminary(act, contest, "评委会增设二等奖一名").document
        assert [(r["prize"], r["prize_by"], r["prize_note"]) for r in document["rows"]] == [
            ("一等奖", "rule", ""),
            ("二等奖", "rule", ""),
            ("二等奖", "rule", ""),
            ("二等奖", "committee", "extra"),
        ]
        assert document["decisions"] == [
            {
                "entry": entries[3].id,
                "kind": "extra_prize",
                "tier": "二等奖",
                "minute": "〔2026〕3号纪要",
                "decided_on": "2026-10-08",
            }
        ]

    def test_a_withdrawn_prize_leaves_place_and_score_alone(self, act: Act) -> None:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        publication.decide(act, contest, entries[0], "withdraw_prize", "", "查实抄袭", date(2026, 10, 1))
        document = publication.publish_preliminary(act, contest).document
        top = document["rows"][0]
        assert (top["place"], top["score_text"], top["prize"], top["prize_by"]) == (1, "90.00", None, "committee")

    @pytest.mark.parametrize(
        ("index", "kind", "tier", "minute", "day", "codes"),
        [
            (0, "promote", "", "x", date(2026, 10, 1), ["decision_kind_unknown"]),
            (0, "extra_prize", "特等奖", "", date(2026, 10, 1), ["decision_tier_unknown", "decision_minute_missing"]),
            (0, "extra_prize", "二等奖", "x" * 501, date(2026, 10, 1), ["decision_minute_long"]),
            (0, "extra_prize", "二等奖", "x", date(2026, 10, 9), ["decision_in_future"]),
            (0, "extra_prize", "一等奖", "x", date(2026, 10, 8), ["decision_same_prize"]),
            (3, "withdraw_prize", "", "x", date(2026, 10, 8), ["decision_without_prize"]),
        ],
    )
    def test_a_senseless_decision_is_refused(
        self, act: Act, index: int, kind: str, tier: str, minute: str, day: date, codes: list[str]
    ) -> None:
        contest, entries = scenes.a_judged_contest(act, scenes.a_stage(act))
        found = refused(publication.decide, act, contest, entries[index], kind, tier, minute, day)
        assert [fault.code for fault in found] == codes
        assert act.session.query(CommitteeDecision).count() == 0

    def test_who_has_no_place_gets_no_prize(self, act: Act) -> None:
        contest, entries = scenes.a_run(act, scenes.a_stage(act))
        found = refused(publication.decide, act, contest, entries[3], "extra_prize", "一等奖", "x", date(2026, 10, 1))
        assert found == [Fault("decision_unplaced")]

    def test_an_entry_of_another_contest_is_not_found(self, act: Act) -> None:
        stage = scenes.a_stage(act)
        contest, _entries = scenes.a_judged_contest(act, stage)
        _other, runners = scenes.a_run(act, stage)
        with pytest.raises(NotFound):
            publication.decide(act, contest, runners[0], "extra_prize", "一等奖", "x", date(2026, 10, 1))
