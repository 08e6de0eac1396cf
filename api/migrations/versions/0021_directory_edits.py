"""Administrators' edits of the directory, words of names for search, and names folded without punctuation."""

import sqlalchemy as sa
from alembic import op

from domain.text.normalize import match_name

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

PARTIES, NAMES, IDENTIFIERS = "parties", "party_names", "party_identifiers"
COLUMNS = (
    (PARTIES, "preferred_name"),
    (PARTIES, "preferred_jurisdiction"),
    (NAMES, "words"),
    (NAMES, "edit"),
    (NAMES, "name"),
    (IDENTIFIERS, "edit"),
)
INDEX = "ix_parties_succeeds"


def upgrade() -> None:
    """Add the columns, and fold the names again. The rebuild fills the words of stated names."""
    for table, name in COLUMNS:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=True))
    op.add_column(PARTIES, sa.Column("succeeds", sa.Uuid(), nullable=True))
    op.create_index(op.f(INDEX), PARTIES, ["succeeds"], unique=False)
    fold_again()


def downgrade() -> None:
    """Drop the columns. Names stay as they are folded: a name with punctuation no longer finds its party."""
    op.drop_index(op.f(INDEX), table_name=PARTIES)
    op.drop_column(PARTIES, "succeeds")
    for table, name in reversed(COLUMNS):
        op.drop_column(table, name)


def fold_again() -> None:
    """Replace names that fold otherwise now; two of a party may have become one, public if one of them was."""
    connection = op.get_bind()
    names = sa.table(NAMES, sa.column("party_id", sa.Uuid()), sa.column("folded_name"), sa.column("public"))
    stored = {(row.party_id, row.folded_name): row.public for row in connection.execute(sa.select(names))}
    folded: dict[tuple[object, str], bool] = {}
    for (party_id, name), is_public in stored.items():
        key = (party_id, match_name(name))
        folded[key] = folded.get(key, False) or is_public
    for key in stored.keys() - folded.keys():
        connection.execute(sa.delete(names).where(names.c.party_id == key[0], names.c.folded_name == key[1]))
    for key, is_public in folded.items():
        if key not in stored:
            values = {"party_id": key[0], "folded_name": key[1], "public": is_public}
            connection.execute(sa.insert(names).values(values))
        elif is_public != stored[key]:
            found = (names.c.party_id == key[0], names.c.folded_name == key[1])
            connection.execute(sa.update(names).where(*found).values(public=is_public))
