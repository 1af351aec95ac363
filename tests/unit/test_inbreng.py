"""Individual first, then side by side: nothing leaks before the reveal, and no name where none was promised."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pydantic import ValidationError

from gesprekskaart.account import Wie
from gesprekskaart.bestand import to_bestand
from gesprekskaart.errors import NietGevonden, NietToegestaan, Ongeldig, TekstTeLang
from gesprekskaart.inbreng import Inbreng, Merksoort, join_inbreng, list_inbreng
from gesprekskaart.ports import Ports
from gesprekskaart.regie import Naamgeving, Ronde, Zet
from gesprekskaart.services.inbreng import Ordening, Overname, carry_over, order_inbreng
from gesprekskaart.services.regie import lead, measure_blokken
from gesprekskaart.services.sessies import delete_deelnemer, save_deelnemer
from gesprekskaart.services.uitnodigen import merge_deelnemers
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.sessie import MAX_DEELNEMER, Deelnemer, Sessie, Sessierol
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
    tafel.order(verslaglegger, "twee", bundel="", merk=None)
    (inbreng,) = list_inbreng(tafel.ports.sessies.get_dossier(tafel.sessie.id), "G1")
    assert (inbreng.bundel, inbreng.merk) == ("", None)


def test_who_bundles_and_who_marks_at_the_same_time_leave_each_others_work() -> None:
    """Also one person who types a heading and marks at once: the second was asked before the first was told."""
    tafel = Tafel()
    tafel.contribute(2, "twee")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    verslaglegger = make_deelnemer(tafel.sessie, Sessierol.VERSLAGLEGGER, nummer=9)
    tafel.order(tafel.wie, "twee", bundel="Tijd")
    tafel.order(verslaglegger, "twee", merk="verschil")
    (inbreng,) = list_inbreng(tafel.ports.sessies.get_dossier(tafel.sessie.id), "G1")
    assert (inbreng.bundel, inbreng.merk) == ("Tijd", Merksoort.VERSCHIL)
    tafel.order(tafel.wie, "twee", bundel="")
    (inbreng,) = list_inbreng(tafel.ports.sessies.get_dossier(tafel.sessie.id), "G1")
    assert (inbreng.bundel, inbreng.merk) == ("", Merksoort.VERSCHIL)


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


def test_an_anonymous_inbreng_does_not_show_whose_it_is_by_moving_its_writer() -> None:
    tafel = Tafel(Naamgeving.ANONIEM)
    tafel.contribute(2, "liever niet")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    (twee,) = (d for d in tafel.ports.sessies.get_dossier(tafel.sessie.id).deelnemers if d.nummer == 2)
    anders = twee.model_copy(update={"namens": ("AOZ",)})
    with pytest.raises(Ongeldig, match="zou verraden"):
        save_deelnemer(tafel.wie, tafel.sessie.id, anders, gelezen=twee.revisie, ports=tafel.ports)
    erbij = twee.model_copy(update={"namens": ("LWZ", "AOZ")})
    save_deelnemer(tafel.wie, tafel.sessie.id, erbij, gelezen=twee.revisie, ports=tafel.ports)
    assert tafel.list() == (("LWZ", "", "liever niet"),)


def test_merging_somebody_who_wrote_anonymously_is_refused() -> None:
    tafel = Tafel(Naamgeving.ANONIEM)
    tafel.contribute(2, "liever niet")
    for een, ander in ((2, 3), (1, 2)):
        with pytest.raises(Ongeldig, match="zou verraden"):
            merge_deelnemers(tafel.wie, tafel.sessie.id, een, ander, ports=tafel.ports)


def test_merging_never_makes_a_text_that_is_too_long_to_keep() -> None:
    tafel = Tafel()
    for nummer in (2, 3):
        tafel.contribute(nummer, str(nummer) * 19_000)
    with pytest.raises(TekstTeLang):
        merge_deelnemers(tafel.wie, tafel.sessie.id, 2, 3, ports=tafel.ports)
    assert len(tafel.ports.sessies.get_dossier(tafel.sessie.id).deelnemers) == 3


def test_a_short_inbreng_is_not_taken_for_a_piece_of_a_word() -> None:
    tafel = Tafel()
    tafel.contribute(2, "Nee")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    write(tafel.ports, tafel.wie, tafel.sessie, "conclusie/G1", "Neem Neeltje mee")
    assert tafel.carry(tafel.wie, "Nee", "conclusie/G1") == "Neem Neeltje mee\n\nNee"
    assert join_inbreng("nee, tenzij er geld is", "geld") == "nee, tenzij er geld is\n\ngeld"


def test_a_toehoorder_carries_nothing_over_also_not_what_stands_there() -> None:
    tafel = Tafel()
    tafel.contribute(2, "twee")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    tafel.carry(tafel.wie, "twee", "conclusie/G1")
    with pytest.raises(NietToegestaan):
        tafel.carry(make_deelnemer(tafel.sessie, Sessierol.TOEHOORDER, nummer=9), "twee", "conclusie/G1")


def test_who_joins_after_an_import_is_not_an_anonymous_writer() -> None:
    tafel = Tafel(Naamgeving.ANONIEM)
    for nummer in (1, 2):
        tafel.contribute(nummer, f"tekst {nummer}")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    bestand = to_bestand(tafel.ports.sessies.get_dossier(tafel.sessie.id), ())
    id = import_sessie(tafel.wie, bestand, ports=tafel.ports, new_id=uuid4)
    dossier = tafel.ports.sessies.get_dossier(id)
    assert len(list_inbreng(dossier, "G1")) == 2
    assert min(tekst.plek.deelnemer or 0 for tekst in dossier.teksten.values()) > MAX_DEELNEMER


def test_after_an_import_nobody_leads_and_the_agenda_opens() -> None:
    tafel = Tafel()
    tafel.contribute(2, "twee")
    tafel.lead(ronde=Ronde.ONTHULLEN)
    bestand = to_bestand(tafel.ports.sessies.get_dossier(tafel.sessie.id), ())
    id = import_sessie(tafel.wie, bestand, ports=tafel.ports, new_id=uuid4)
    assert set(measure_blokken(tafel.wie, id, ports=tafel.ports).values()) == {0}
    regie = lead(tafel.wie, Zet(sessie_id=id, vraag="G2"), ports=tafel.ports)
    assert (regie.vraag, regie.onthuld) == ("G2", ("G1",))


def test_an_agenda_has_blocks_of_the_card_only() -> None:
    tafel = Tafel()
    with pytest.raises(Ongeldig, match="geen blok ‘Pauze’"):
        tafel.lead(minuten={"Pauze": 10})


def test_what_people_wrote_is_in_no_message_about_a_fault() -> None:
    with pytest.raises(ValidationError) as fout:
        Inbreng(kenmerk="x", vraag="G1", tekst="geheim", merk="onzin")
    assert "onzin" not in str(fout.value)
