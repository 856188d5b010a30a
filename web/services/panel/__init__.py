"""评委会: the judges of a competition, the panel of each contest, its opening, and every change minuted."""

from web.services.panel.advice import advise
from web.services.panel.judges import add_judge, judge_link, judges_of, link_standings, revoke_link
from web.services.panel.minutes import LONGEST_REASON, minute, minutes_of
from web.services.panel.opening import Opened, open_sheets
from web.services.panel.overview import (
    PanelCard,
    departments_of,
    panel_cards,
    seats_by_judge,
    staff_choices,
    staff_member,
    unseated,
)
from web.services.panel.recusal import automatic_recusal
from web.services.panel.seats import begun, leave, replace, seat, seats_of, set_chief

__all__ = [
    "LONGEST_REASON",
    "Opened",
    "PanelCard",
    "add_judge",
    "advise",
    "automatic_recusal",
    "begun",
    "departments_of",
    "judge_link",
    "judges_of",
    "leave",
    "link_standings",
    "minute",
    "minutes_of",
    "open_sheets",
    "panel_cards",
    "replace",
    "revoke_link",
    "seat",
    "seats_by_judge",
    "seats_of",
    "set_chief",
    "staff_choices",
    "staff_member",
    "unseated",
]
