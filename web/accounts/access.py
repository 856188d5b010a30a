"""What each view demands. A view that declares nothing stops the app from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Flask

from web.services.act import Actor, Role
from web.services.refusals import Fault, Forbidden

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """Open to everybody (`roles` None), to anybody signed in (empty), or to holders of one of the roles.

    With `reads_all`, an auditor may look (GET) although the role is not named.
    """

    roles: frozenset[Role] | None
    reads_all: bool = True

    def allows(self, actor: Actor | None, competition_id: int | None, *, reading: bool) -> bool:
        """Whether `actor` may call the view for this competition."""
        if self.roles is None:
            return True
        if actor is None:
            return False
        if not self.roles or any(actor.has(role, competition_id) for role in self.roles):
            return True
        return self.reads_all and reading and actor.has(Role.AUDITOR, competition_id)


def access(*roles: Role, reads_all: bool = True) -> Callable[[View], View]:
    """Declare who may call a view: holders of one of `roles`; none named = anybody signed in."""
    return _declare(Access(frozenset(roles), reads_all))


def entrance(view: View) -> View:
    """Declare a view open to everybody."""
    return _declare(Access(None))(view)


def _declare(rule: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = rule  # type: ignore[attr-defined]
        return view

    return mark


def access_of(app: Flask, endpoint: str) -> Access:
    """The rule a view declared."""
    view: Any = app.view_functions[endpoint]
    rule: Access = view.access
    return rule


def refuse_undeclared(app: Flask) -> None:
    """Stop the start when a view declares no access."""
    for view in ("static", "bootstrap.static"):
        if view in app.view_functions:
            app.view_functions[view] = entrance(_as_function(app.view_functions[view]))
    missing = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "access"))
    if missing:
        raise RuntimeError(f"views without declared access: {', '.join(missing)}")


def _as_function(view: Callable[..., Any]) -> Callable[..., Any]:
    """A function in place of a library's bound method, which cannot carry an attribute."""

    @wraps(view)
    def call(**values: Any) -> Any:
        return view(**values)

    return call


def demand(rule: Access, actor: Actor | None, competition_id: int | None, *, reading: bool) -> None:
    """Raise Forbidden unless the rule allows the actor."""
    if not rule.allows(actor, competition_id, reading=reading):
        raise Forbidden(Fault("forbidden"))
