"""The application factory and its start-up guards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from web.accounts.access import refuse_undeclared
from web.accounts.current import may_open
from web.accounts.limits import limiter
from web.accounts.locale import choose_locale
from web.accounts.requests import install_request_frame
from web.config import TIME_ZONE, Settings, settings_from_environment
from web.db.models import Base
from web.db.transaction import prepare_engine
from web.keys import load_keys
from web.present.templating import install_templating
from web.views import blueprints
from web.views.faults import install_fault_pages

Clock = Callable[[], datetime]
_ROOT = Path(__file__).resolve().parent.parent
_UPLOAD_LIMIT = 12 * 1024 * 1024


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """Build the office. `clock` is the only source of "now"; tests and the demo hand in their own."""
    settings = settings or settings_from_environment()
    settings.folder.mkdir(parents=True, exist_ok=True)
    keys = load_keys(settings.folder)
    app = Flask("web", root_path=str(_ROOT / "web"), template_folder=str(_ROOT / "templates"))
    app.config.update(
        SECRET_KEY=keys.session.hex(),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SESSION_COOKIE_NAME="yibachi",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=_UPLOAD_LIMIT,
        MAX_FORM_PARTS=5_000,
        SEND_FILE_MAX_AGE_DEFAULT=86_400,  # own files carry a digest in their address
        WTF_CSRF_TIME_LIMIT=None,  # bound to the session instead: a form may stay open for hours
        BOOTSTRAP_SERVE_LOCAL=True,
        BABEL_DEFAULT_LOCALE="zh_Hans_CN",
        BABEL_DEFAULT_TIMEZONE=TIME_ZONE,
        BABEL_TRANSLATION_DIRECTORIES=str(_ROOT / "web" / "translations"),
    )
    app.extensions["office"] = (settings, keys, clock or _now)
    _install(app)
    refuse_undeclared(app)
    return app


def _install(app: Flask) -> None:
    """Bind the extensions, the request frame, the pages."""
    tables = SQLAlchemy(app, metadata=Base.metadata)
    with app.app_context():
        prepare_engine(tables.engine)
    Babel(app, locale_selector=choose_locale)
    Bootstrap5(app)
    CSRFProtect(app)
    limiter.init_app(app)
    install_request_frame(app, tables.session)
    install_fault_pages(app)
    install_templating(app)
    app.jinja_env.globals["may_open"] = may_open
    for pages in blueprints():
        app.register_blueprint(pages)


def _now() -> datetime:
    return datetime.now(UTC)
