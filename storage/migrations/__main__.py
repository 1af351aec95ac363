"""Write the next migration: what storage/tables.py has and the migrations so far do not."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import ScriptDirectory

from storage.engine import open_sqlite
from storage.schema import make_config, migrate


def main(bericht: str) -> None:
    """Compares with a database made by the migrations so far, so that nobody's own database is needed."""
    with TemporaryDirectory() as map_:
        engine = open_sqlite(Path(map_) / "zo_ver.db")
        migrate(engine)
        with engine.begin() as verbinding:
            config = make_config(verbinding)
            nummer = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
            command.revision(config, bericht, autogenerate=True, rev_id=f"gk{nummer:04}")
        engine.dispose()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
