"""Who is signed in, and what each page demands."""

from web.accounts.access import Access, access, entrance
from web.accounts.current import current_act, current_actor, may_open
from web.accounts.requests import start_over

__all__ = ["Access", "access", "current_act", "current_actor", "entrance", "may_open", "start_over"]
