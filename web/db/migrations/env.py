"""Alembic's entry: the connection is handed in by `web.db.schema`."""

from alembic import context

from web.db.convert import BigId, Instant, WallClock
from web.db.models import Base

connection = context.config.attributes["connection"]


def render_item(kind: str, item: object, autogen_context: object) -> str | bool:
    """Own column types keep their names in migrations."""
    if kind == "type" and isinstance(item, Instant | WallClock):
        autogen_context.imports.add("from web.db.convert import BigId, Instant, WallClock")
        return f"{type(item).__name__}()"
    if kind == "type" and item is BigId:
        autogen_context.imports.add("from web.db.convert import BigId, Instant, WallClock")
        return "BigId"
    return False


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
