"""Answers: the only table from error to status, as JSON for components and as a plain page for people."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response

from gesprekskaart.datum import format_datum, format_moment, format_tijd
from gesprekskaart.errors import (
    Botsing,
    GesprekskaartError,
    NietAangemeld,
    NietGevonden,
    NietToegestaan,
    Ongeldig,
    TekstGewijzigd,
)
from gesprekskaart.services.deelnemen import NietMeerHier

if TYPE_CHECKING:
    from starlette.requests import Request

    from gesprekskaart.tekst import Tekst


_MINUUT = 60


class VerkeerdeVorm(GesprekskaartError):
    """The body is of a kind that this route does not read."""

    def __init__(self) -> None:
        super().__init__("Dit verzoek heeft niet de vorm die hier hoort. Ververs de pagina en probeer het opnieuw.")


class TeGroot(GesprekskaartError):
    """The body is larger than any text that fits here."""

    def __init__(self) -> None:
        super().__init__("Dit is te groot om te versturen. Kort het in; er is niets weg.")


class TeVaak(GesprekskaartError):
    """Too many attempts in a short time; `wacht_s` is in how many seconds trying makes sense again."""

    def __init__(self, wacht_s: int, wat: str) -> None:
        self.wacht_s = wacht_s
        wachttijd = "een minuut" if wacht_s <= _MINUUT else f"{math.ceil(wacht_s / _MINUUT)} minuten"
        super().__init__(f"{wat} Wacht {wachttijd} en probeer het dan opnieuw.")


class TeVeelVensters(GesprekskaartError):
    """One person follows along in more windows than anybody needs."""

    def __init__(self) -> None:
        super().__init__("Je hebt dit in te veel vensters open. Sluit er een paar; bewaren werkt gewoon door.")


# The first class that fits counts: near-twins before the class they derive from.
_STATUS: tuple[tuple[type[GesprekskaartError], int], ...] = (
    (NietGevonden, 404),
    (NietAangemeld, 401),
    (NietToegestaan, 403),
    (Ongeldig, 422),
    (Botsing, 409),
    (VerkeerdeVorm, 415),
    (TeGroot, 413),
    (TeVaak, 429),
    (TeVeelVensters, 429),
)

_KOPPEN = {
    400: "Dit ging niet",
    401: "Meld je aan",
    403: "Dit mag nu niet",
    404: "Deze pagina is er niet",
    409: "Iemand was je voor",
    413: "Te groot",
    415: "Dit kan zo niet",
    422: "Dit kan zo niet",
    429: "Even wachten",
}

_sjablonen = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "sjablonen"), autoescape=True, undefined=StrictUndefined
)

_sjablonen.filters |= {"datum": format_datum, "tijd": format_tijd, "moment": format_moment}

_NIET_BEWAREN = {"Cache-Control": "private, no-store"}


def to_response(request: Request, fout: Exception) -> Response:
    """Answer a GesprekskaartError: a page for somebody in a browser, otherwise JSON with its sentence."""
    status = next((status for soort, status in _STATUS if isinstance(fout, soort)), 400)
    antwoord = _to_page(fout, status) if wants_page(request.headers) else _to_json(fout, status)
    if isinstance(fout, TeVaak):
        antwoord.headers["Retry-After"] = str(fout.wacht_s)
    return antwoord


def _to_page(fout: Exception, status: int) -> Response:
    # A device that took part in something: whoever joins by a code has no account, and no password to be asked for.
    zonder_account = isinstance(fout, NietMeerHier)
    titel = "Je doet hier niet (meer) mee" if zonder_account else _KOPPEN[status]
    aanmelden = isinstance(fout, NietAangemeld)
    return render_melding(titel, str(fout), status=status, moet_aanmelden=aanmelden, mee_eerst=zonder_account)


def _to_json(fout: Exception, status: int) -> Response:
    inhoud: dict[str, Any] = {"melding": str(fout)}
    if isinstance(fout, TekstGewijzigd):
        inhoud["huidige"] = to_json(fout.huidige)
    return JSONResponse(inhoud, status_code=status, headers=_NIET_BEWAREN)


def to_mishap(request: Request) -> Response:
    """What somebody reads when we made a mistake: nothing of what went wrong, all of what to do."""
    melding = (
        "Er ging bij ons iets mis. Wat je schreef is bewaard, of staat nog op dit apparaat. Probeer het zo nog eens. "
        "Gebeurt het weer? Zeg het dan tegen de beheerder, met het tijdstip."
    )
    if wants_page(request.headers):
        return render_melding("Dit ging mis", melding, status=500, moet_aanmelden=False)
    return JSONResponse({"melding": melding}, status_code=500, headers=_NIET_BEWAREN)


def render_melding(titel: str, melding: str, *, status: int, moet_aanmelden: bool, mee_eerst: bool = False) -> Response:
    """Draw a plain page with one message and the one thing to do next; `mee_eerst`: that is joining by a code."""
    wat = {"titel": titel, "melding": melding, "moet_aanmelden": moet_aanmelden, "mee_eerst": mee_eerst}
    return render("melding.html", status=status, **wat)


def to_json(tekst: Tekst) -> dict[str, str | int]:
    """One text as the writing component reads it."""
    return {"tekst": tekst.tekst, "revisie": tekst.revisie, "door": tekst.door, "op": tekst.op.isoformat()}


def wants_page(headers: Headers) -> bool:
    """Whether a person is looking: browsers ask for text/html when they navigate, fetch() does not."""
    return "text/html" in headers.get("accept", "")


def render(sjabloon: str, *, status: int = 200, **waarden: object) -> HTMLResponse:
    """Draw a plain page. Everything from people is escaped; nothing of it is kept by browser or proxy."""
    return HTMLResponse(draw(sjabloon, **waarden), status_code=status, headers=_NIET_BEWAREN)


def draw(sjabloon: str, **waarden: object) -> str:
    """The words of a page, as HTML. Everything from people is escaped."""
    return _sjablonen.get_template(sjabloon).render(waarden)
