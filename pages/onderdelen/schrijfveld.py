"""Writing component: a field whose text never gets lost and never travels through a Streamlit rerun.

The promise is kept in the browser (web/statisch/schrijfveld.js): every keystroke is kept on the device until
/gk/tekst has acknowledged it. Python only says which text it is, what stands there now and whether this person
may write.
"""

from __future__ import annotations

from uuid import UUID

from gesprekskaart.account import Wie
from gesprekskaart.tekst import MAX_TEKST, Tekst
from pages.onderdelen.component import make_component

_mount = make_component("schrijfveld")


def schrijfveld(
    sessie_id: UUID,
    plek: str,
    label: str,
    *,
    tekst: Tekst,
    wie: Wie,
    mag_schrijven: bool = True,
    hoogte: int = 4,
    label_zichtbaar: bool = True,
    aanwijzing: str = "",
    nummer: int = 0,
) -> None:
    """Let somebody write the text at `plek`, or read it when they may not write.

    `tekst` is what is stored now; it never replaces what somebody is busy writing. `hoogte` is in lines; the field
    grows with its text. `aanwijzing` is one line of help under the label. `wie` is whose drafts these are: people who
    share a device never see each other's, but for entries that turned out to be one person. `nummer` is the
    dossier's: the live stream brings what changed since; without it the stream brings everything once.
    """
    data = {
        "sessie": str(sessie_id),
        "plek": plek,
        "wie": wie.kenmerk,
        "eerder": list(wie.eerder),
        "label": label,
        "label_zichtbaar": label_zichtbaar,
        "aanwijzing": aanwijzing,
        "hoogte": hoogte,
        "mag_schrijven": mag_schrijven,
        "maximum": MAX_TEKST,
        "nummer": nummer,
        "stand": {"tekst": tekst.tekst, "revisie": tekst.revisie, "door": tekst.door, "op": tekst.op.isoformat()},
    }
    _mount(key=f"schrijfveld-{sessie_id}-{plek}", data=data)
