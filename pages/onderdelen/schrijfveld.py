"""Writing component: a field whose text never gets lost and never travels through a Streamlit rerun.

The promise is kept in the browser (web/statisch/schrijfveld.js): every keystroke is kept on the device until
/gk/tekst has acknowledged it. Python only says which text it is, what stands there now and whether this person may write.
"""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from gesprekskaart.account import Wie
from gesprekskaart.errors import NietAangemeld
from gesprekskaart.ports import ports
from gesprekskaart.services.aanmelden import COOKIE, find_wie
from gesprekskaart.tekst import MAX_TEKST, Tekst
from pages.onderdelen.component import make_component

_mount = make_component("schrijfveld")


def schrijfveld(
    sessie_id: UUID,
    plek: str,
    label: str,
    *,
    tekst: Tekst,
    mag_schrijven: bool = True,
    hoogte: int = 4,
    label_zichtbaar: bool = True,
    aanwijzing: str = "",
    wie: Wie | None = None,
    nummer: int = 0,
) -> None:
    """Let somebody write the text at `plek`, or read it when they may not write.

    `tekst` is what is stored now; it never replaces what somebody is busy writing. `hoogte` is in lines; the field
    grows with its text. `aanwijzing` is one line of help under the label. `wie` is whose drafts these are: people who
    share a device never see each other's; without it the cookie says who it is. `nummer` is the dossier's: the live
    stream brings what changed since; without it the stream brings everything once.
    """
    data = {
        "sessie": str(sessie_id),
        "plek": plek,
        "wie": (wie or _find_wie()).kenmerk,
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


def _find_wie() -> Wie:
    try:
        return find_wie(st.context.cookies.get(COOKIE), accounts=ports().accounts, now=ports().now)
    except NietAangemeld:
        # This only names the shelf for drafts; whether the text may be saved is decided when it arrives.
        return Wie()
