"""What `make bench-scale` fills a database with: every copy is read as the conversation that it was copied from."""

from __future__ import annotations

from sqlalchemy import Engine

from benchmarks.vullen import fill


def test_a_filled_database_holds_as_many_conversations_and_each_can_be_opened(engine: Engine) -> None:
    schaal = fill(engine, 25)
    assert len({schaal.ports.sessies.get_dossier(id).sessie.gesprek.titel for id in schaal.ids}) == 25
