"""What was judged in one stand is not written in another: on the fake and on both engines."""

from __future__ import annotations

from uuid import uuid4

import pytest

from gesprekskaart.errors import Ongeldig, StandGewijzigd
from gesprekskaart.ports import Ports
from gesprekskaart.sessie import NietBesproken, Stand
from tests.integration.bouwstenen import add_sessie, daad, make_tekst


def test_a_write_judged_in_another_stand_changes_nothing(ports: Ports) -> None:
    sessie = add_sessie(ports)
    te_laat = daad("write_tekst", "conclusie/G1").model_copy(update={"stand": Stand.VERSLAG})
    with pytest.raises(StandGewijzigd):
        ports.teksten.save(sessie.id, make_tekst("conclusie/G1"), gelezen=0, save_id=uuid4(), daad=te_laat)
    with pytest.raises(StandGewijzigd):
        ports.teksten.save_niet_besproken(sessie.id, NietBesproken(sleutel="G1"), geldt=True, daad=te_laat)
    dossier = ports.sessies.get_dossier(sessie.id)
    assert (dict(dossier.teksten), dossier.niet_besproken) == ({}, ())


def test_a_write_judged_in_this_stand_and_after_this_row_is_kept(ports: Ports) -> None:
    sessie = add_sessie(ports)
    dossier = ports.sessies.get_dossier(sessie.id)
    op_tijd = daad("write_tekst", "conclusie/G1").model_copy(
        update={"stand": dossier.sessie.stand, "na": dossier.nummer}
    )
    ports.teksten.save(sessie.id, make_tekst("conclusie/G1"), gelezen=0, save_id=uuid4(), daad=op_tijd)
    with pytest.raises(StandGewijzigd):
        ports.teksten.save(sessie.id, make_tekst("conclusie/G2"), gelezen=0, save_id=uuid4(), daad=op_tijd)
    assert list(ports.sessies.get_dossier(sessie.id).teksten) == ["conclusie/G1"]


def test_a_save_id_that_is_used_for_another_text_is_refused_in_words(ports: Ports) -> None:
    sessie, save_id = add_sessie(ports), uuid4()
    eerste = make_tekst("conclusie/G1")
    ports.teksten.save(sessie.id, eerste, gelezen=0, save_id=save_id, daad=daad("write_tekst", "conclusie/G1"))
    with pytest.raises(Ongeldig, match="bewaarnummer is al"):
        ports.teksten.save(sessie.id, eerste, gelezen=1, save_id=save_id, daad=daad("write_tekst", "conclusie/G1"))
