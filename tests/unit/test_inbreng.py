"""Individual first, then side by side: nothing leaks before the reveal, and no name where none was promised."""

from __future__ import annotations

import pytest

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietGevonden, NietToegestaan, Ongeldig
from gesprekskaart.inbreng import Merksoort, list_inbreng
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Naamgeving, Ronde, Zet
from gesprekskaart.services.inbreng import Ordening, Overname, carry_over, order_inbreng
from gesprekskaart.services.regie import lead
from gesprekskaart.services.sessies import delete_deelnemer, save_deelnemer
from gesprekskaart.sessie import Deelnemer, Sessie, Sessierol
from tests import nep
from tests.zaak import make_account, make_deelnemer, make_sessie, write


class Tafel:
    """Three people of two partnerships at G1, in the round of writing."""

    def __init__(self, naamgeving: Naamgeving = Naamgeving.MET_ROL) -> None:
        self.ports: Ports = nep.make_ports()
        self.wie: Wie = make_account(self.ports)
        self.sessie: Sessie = make_sessie(self.ports, self.wie)
        self.mensen = {nummer: self._add(nummer, code) for nummer, code in ((1, "AOZ"), (2, "LWZ"), (3, "LWZ"))}
        self.lead(vraag="G1", naamgeving=naamgeving)

    def _add(self, nummer: int, code: str) -> Wie:
        deelnemer = Deelnemer(nummer=nummer, naam=f"Naam {nummer}", rol=f"coach {nummer}", namens=(code,))
        return Wie(
            deelnemer=save_deelnemer(self.wie, self.sessie.id, deelnemer, gelezen=0, ports=self.ports),
            sessie_id=self.sessie.id,
        )

    def lead(self, **velden: object) -> None:
        lead(self.wie, Zet.model_validate({"sessie_id": self.sessie.id, **velden}), ports=self.ports)

    def contribute(self, nummer: int, tekst: str, *, gelezen: int = 0) -> None:
        write(self.ports, self.mensen[nummer], self.sessie, f"inbreng/G1/{nummer}", tekst, gelezen=gelezen)

    def list(self) -> tuple[tuple[str, str, str], ...]:
        dossier = self.ports.sessies.get_dossier(self.sessie.id)
        return tuple((i.partnerschap, i.van, i.tekst) for i in list_inbreng(dossier, "G1"))

    def kenmerk(self, tekst: str) -> str:
        dossier = self.ports.sessies.get_dossier(self.sessie.id)
        (kenmerk,) = (i.kenmerk for i in list_inbreng(dossier, "G1") if i.tekst == tekst)
        return kenmerk

    def order(self, wie: Wie, tekst: str, **velden: object) -> None:
        wat = {"sessie_id": self.sessie.id, "vraag": "G1", "kenmerk": self.kenmerk(tekst), **velden}
        order_inbreng(wie, Ordening.model_validate(wat), ports=self.ports)

    def carry(self, wie: Wie, tekst: str, naar: str) -> str:
        overname = Overname(sessie_id=self.sessie.id, vraag="G1", kenmerk=self.kenmerk(tekst), naar=naar)
        return carry_over(wie, overname, ports=self.ports).tekst


def test_nothing_is_listed_before_the_reveal() -> None:
    tafel = Tafel()
    tafel.contribute(2, "van twee")
    assert tafel.list() == ()
    tafel.lead(ronde=Ronde.ONTHULLEN)
    assert tafel.list() == (("LWZ", "coach 2", "van twee"),)


def test_revealed_inbreng_stands_per_partnership_without_names_and_without_empty_ones() -> None:
    tafel = Tafel()
    for nummer, tekst in ((3, "drie"), (1, "een"), (2, "  \n")):
        tafel.contribute(nummer, tekst)
    tafel.lead(ronde=Ronde.ONTHULLEN)
    assert tafel.list() == (("LWZ", "coach 3", "drie"), ("AOZ", "coach 1", "een"))


def test_an_anonymous_inbreng_shows_its_partnership_only() -> None:
    tafel = Tafel(Naamgeving.ANONIEM)
    for nummer in (1, 2, 3):
        tafel.contribute(nummer, f"tekst {nummer}")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    dossier = tafel.ports.sessies.get_dossier(tafel.sessie.id)
    gestuurd = " ".join(inbreng.model_dump_json() for inbreng in list_inbreng(dossier, "G1"))
    assert "coach" not in gestuurd
    assert "Naam" not in gestuurd
    assert dossier.regie is not None
    assert dossier.regie.zout not in gestuurd


def test_own_text_stays_editable_after_the_reveal() -> None:
    tafel = Tafel()
    tafel.contribute(2, "eerst")
    tafel.lead(ronde=Ronde.BESPREKEN)
    tafel.contribute(2, "later", gelezen=1)
    assert tafel.list() == (("LWZ", "coach 2", "later"),)


def test_gathering_and_marking_is_for_who_keeps_the_report() -> None:
    tafel = Tafel()
    tafel.contribute(2, "twee")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    verslaglegger = make_deelnemer(tafel.sessie, Sessierol.VERSLAGLEGGER, nummer=9)
    tafel.order(verslaglegger, "twee", bundel="Tijd", merk="verschil")
    dossier = tafel.ports.sessies.get_dossier(tafel.sessie.id)
    (inbreng,) = list_inbreng(dossier, "G1")
    assert (inbreng.bundel, inbreng.merk) == ("Tijd", Merksoort.VERSCHIL)
    with pytest.raises(NietToegestaan):
        tafel.order(tafel.mensen[2], "twee", bundel="Geld")
    tafel.order(verslaglegger, "twee")
    (inbreng,) = list_inbreng(tafel.ports.sessies.get_dossier(tafel.sessie.id), "G1")
    assert (inbreng.bundel, inbreng.merk) == ("", None)


def test_carrying_over_adds_below_what_stands_there_and_only_once() -> None:
    tafel = Tafel()
    tafel.contribute(2, "twee")
    tafel.contribute(3, "drie")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    write(tafel.ports, tafel.wie, tafel.sessie, "conclusie/G1", "Wat er stond.")
    assert tafel.carry(tafel.wie, "twee", "conclusie/G1") == "Wat er stond.\n\ntwee"
    assert tafel.carry(tafel.wie, "drie", "conclusie/G1") == "Wat er stond.\n\ntwee\n\ndrie"
    assert tafel.carry(tafel.wie, "twee", "conclusie/G1") == "Wat er stond.\n\ntwee\n\ndrie"


def test_a_deelnemer_carries_over_into_the_own_answer_only() -> None:
    tafel = Tafel()
    tafel.contribute(1, "een")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    assert tafel.carry(tafel.mensen[2], "een", "antwoord/G1/LWZ") == "een"
    for naar in ("antwoord/G1/AOZ", "conclusie/G1"):
        with pytest.raises(NietToegestaan):
            tafel.carry(tafel.mensen[2], "een", naar)


@pytest.mark.parametrize(
    "naar", ["antwoord/G2/LWZ", "conclusie/G2", "inbreng/G1/1", "afspraak/2026-01", "toelichting/A1"]
)
def test_an_inbreng_goes_nowhere_but_to_its_own_question(naar: str) -> None:
    tafel = Tafel()
    tafel.contribute(2, "twee")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    with pytest.raises(Ongeldig):
        tafel.carry(tafel.wie, "twee", naar)


def test_a_mark_that_is_guessed_finds_nothing_before_the_reveal() -> None:
    tafel = Tafel()
    tafel.contribute(2, "twee")
    dossier = tafel.ports.sessies.get_dossier(tafel.sessie.id)
    assert dossier.regie is not None
    echt = dossier.regie.kenmerk("G1", 2)
    overname = Overname(sessie_id=tafel.sessie.id, vraag="G1", kenmerk=echt, naar="conclusie/G1")
    with pytest.raises(NietGevonden):
        carry_over(tafel.wie, overname, ports=tafel.ports)


def test_who_contributed_is_not_taken_out_by_a_click() -> None:
    tafel = Tafel()
    tafel.contribute(2, "twee")
    with pytest.raises(Ongeldig, match="schreef al inbreng"):
        delete_deelnemer(tafel.wie, tafel.sessie.id, 2, ports=tafel.ports)
    delete_deelnemer(tafel.wie, tafel.sessie.id, 3, ports=tafel.ports)
