"""REPLACE deletes what is in its way, and no trigger hears of it unless who opens the file asks: refuse it first."""

from alembic import op

revision = 'gk0019'
down_revision = 'gk0018'
branch_labels = None
depends_on = None

# By each key that can be in the way; SQLite numbers every row besides, and REPLACE listens to that number too.
_SQLITE = {
    'logboek': (
        'keten = NEW.keten AND (nummer = NEW.nummer OR (onderwerp = NEW.onderwerp AND save_id = NEW.save_id))',
        'logboek is alleen aan te vullen',
    ),
    'versie': ('sessie_id = NEW.sessie_id AND nummer = NEW.nummer', 'een bevroren versie verandert niet'),
    'verzegeling': (
        '(sessie_id = NEW.sessie_id AND nummer = NEW.nummer AND volgnummer = NEW.volgnummer) OR afdruk = NEW.afdruk',
        'een verzegeld verslag verandert niet',
    ),
}


def upgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for tabel, (zelfde, waarom) in _SQLITE.items():
            op.execute(
                f"CREATE TRIGGER {tabel}_wordt_niet_vervangen BEFORE INSERT ON {tabel} "
                f"WHEN EXISTS (SELECT 1 FROM {tabel} WHERE {zelfde} OR rowid = NEW.rowid) "
                f"BEGIN SELECT RAISE(ABORT, '{waarom}'); END"
            )


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for tabel in _SQLITE:
            op.execute(f'DROP TRIGGER {tabel}_wordt_niet_vervangen')
