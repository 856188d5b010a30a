"""Tables straight from the models while the schema is being agreed."""

from alembic import op

from web.db.models import Base

revision = "0000"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    Base.metadata.create_all(op.get_bind())


def downgrade() -> None:
    Base.metadata.drop_all(op.get_bind())
