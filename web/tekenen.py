"""/gk/teken: reading the report and reacting to it by a personal link, on a plain page for any phone."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gesprekskaart.errors import NietToegestaan, Ongeldig, VersieVervallen
from gesprekskaart.foutmelding import describe
from gesprekskaart.ports import Ports
from gesprekskaart.services.ondertekenen import tell_afwijzing
from gesprekskaart.services.tekenen import (
    LinkWerktNiet,
    Reactieinvoer,
    Tekenpagina,
    give_reactie,
    make_tekenpdf,
    open_pagina,
    tell_dicht,
)
from gesprekskaart.sessie import Mandaat
from gesprekskaart.uitvoer.leesversie import write_leesversie
from gesprekskaart.verslag import MET_REDEN, ReactieSoort
from gesprekskaart.wijzigingen import tell_aantallen
from web.antwoord import render
from web.pogingen import Codepogingen, try_code
from web.verslag import to_download
from web.verzoek import read_form, require_own_origin

_UITLEG = {
    ReactieSoort.AKKOORD: "Het verslag klopt en wij staan erachter.",
    ReactieSoort.MET_VOORBEHOUD: "Wij staan erachter, mits … Schrijf hieronder op wat er nog moet.",
    ReactieSoort.NIET_AKKOORD: "Wij staan er niet achter. Schrijf hieronder op waarom; dat komt als "
    "minderheidsstandpunt in het verslag.",
    ReactieSoort.TER_KENNISNAME: "Wij hebben het gelezen en nemen geen standpunt in.",
}

_MANDATEN = {
    Mandaat.MANDAAT: "Ik mag dit namens het partnerschap zeggen.",
    Mandaat.ONDER_VOORBEHOUD: "Ik mag dit zeggen onder voorbehoud; mijn organisatie beslist nog.",
    Mandaat.GEEN: "Ik heb geen mandaat; ik geef alleen mijn oordeel.",
}

_VERVALLEN = (
    "Terwijl je las, kwam er een nieuwe versie van het verslag. Je reactie is daarom nog niet verstuurd; wat je "
    "schreef staat hieronder. Lees wat er is gewijzigd en reageer op de nieuwe versie."
)

_VELDEN = ("versie", "soort", "toelichting", "naam", "mandaat", "voorbehoud_bestuur")

Ingevuld = dict[str, str]


def make_teken_routes(ports: Ports) -> list[Route]:
    """The page, the reaction and the PDF. A link that is wrong counts as a try, as a code at the door does."""
    pogingen = Codepogingen()

    def get_pagina(request: Request) -> Response:
        def look() -> Response:
            token = request.path_params["token"]
            pagina = open_pagina(token, ports=ports)
            return _render(token, pagina, _prefill(pagina), net="klaar" in request.query_params)

        return _try_link(request, pogingen, look)

    async def post_reactie(request: Request) -> Response:
        require_own_origin(request, ports)
        ingevuld = dict(zip(_VELDEN, await read_form(request, *_VELDEN), strict=True))
        return await run_in_threadpool(_try_link, request, pogingen, lambda: _react(request, ingevuld, ports))

    def get_pdf(request: Request) -> Response:
        return _try_link(
            request, pogingen, lambda: to_download(make_tekenpdf(request.path_params["token"], ports=ports))
        )

    return [
        Route("/gk/teken/{token}", get_pagina, methods=["GET"]),
        Route("/gk/teken/{token}", post_reactie, methods=["POST"]),
        Route("/gk/teken/{token}/verslag.pdf", get_pdf, methods=["GET"]),
    ]


def _try_link(request: Request, pogingen: Codepogingen, doe: Callable[[], Response]) -> Response:
    return try_code(request, pogingen, "teken_dicht.html", LinkWerktNiet, doe)


def _react(request: Request, ingevuld: Ingevuld, ports: Ports) -> Response:
    token = request.path_params["token"]
    pagina = open_pagina(token, ports=ports)
    try:
        reactie = give_reactie(token, _parse(ingevuld), ports=ports)
    except ValidationError as fout:
        return _render(token, pagina, ingevuld, melding=". ".join(describe(detail) for detail in fout.errors()))
    except VersieVervallen:
        return _render(token, open_pagina(token, ports=ports), ingevuld, melding=_VERVALLEN, status=409)
    except (Ongeldig, NietToegestaan) as fout:
        return _render(token, open_pagina(token, ports=ports), ingevuld, melding=str(fout))
    # Only by the address that was set: by the one that we are asked at, whoever asks could have the links of others
    # point anywhere. And afterwards: a mail server may take long, and the button that was pressed twice is one refusal.
    waar = ports.openbaar_adres or ""
    daarna = BackgroundTask(tell_afwijzing, pagina.sessie.id, reactie, waar, ports=ports)
    return RedirectResponse(
        f"/gk/teken/{token}?klaar",
        status_code=303,
        headers={"Cache-Control": "no-store"},
        background=daarna if reactie != pagina.reactie else None,
    )


def _parse(ingevuld: Ingevuld) -> Reactieinvoer:
    """Raises Ongeldig, in words for who fills it in; ValidationError for what a browser does not send by itself."""
    ontbreekt = [
        wat
        for veld, wat in (("soort", "kies je reactie"), ("naam", "typ je naam"), ("mandaat", "kies je mandaat"))
        if not ingevuld[veld].strip()
    ]
    if ontbreekt and ingevuld["soort"] in MET_REDEN and not ingevuld["toelichting"].strip():
        ontbreekt.append("schrijf op waarom")
    if ontbreekt:
        raise Ongeldig(f"Er ontbreekt nog iets: {', '.join(ontbreekt)}.")
    versie = ingevuld["versie"]
    return Reactieinvoer.model_validate(
        {
            **ingevuld,
            "versie": int(versie) if versie.isdecimal() and len(versie) < len("1000000") else 0,
            "voorbehoud_bestuur": ingevuld["voorbehoud_bestuur"] == "ja",
        }
    )


def _prefill(pagina: Tekenpagina) -> Ingevuld:
    """What stands in the form at first: what was said before, so that changing it is no work."""
    eerder, wie = pagina.reactie, pagina.ondertekenaar
    if eerder is not None:
        voorbehoud = "ja" if eerder.voorbehoud_bestuur else ""
        return _fill(eerder.soort, eerder.toelichting, eerder.naam, eerder.mandaat, voorbehoud)
    # Not the mandate that was noted: to confirm it is an act of whoever signs.
    return _fill("", "", wie.naam, "", "")


def _fill(soort: str, toelichting: str, naam: str, mandaat: str, voorbehoud: str) -> Ingevuld:
    return dict(zip(_VELDEN[1:], (soort, toelichting, naam, mandaat, voorbehoud), strict=True))


def _render(
    token: str,
    pagina: Tekenpagina,
    ingevuld: Ingevuld,
    *,
    melding: str = "",
    net: bool = False,
    status: int | None = None,
) -> Response:
    antwoord = render(
        "teken.html",
        token=token,
        status=status or (422 if melding else 200),
        pagina=pagina,
        versie=pagina.versie,
        inhoud=pagina.versie.inhoud,
        ingevuld=ingevuld,
        melding=melding,
        net=net and pagina.reactie is not None,
        dicht=tell_dicht(pagina),
        soorten=_UITLEG,
        mandaten=_MANDATEN,
        aantallen=tell_aantallen(pagina.wijzigingen),
        leesversie=write_leesversie(pagina.verslag),
    )
    # The address of this page is somebody's key: other sites never see it. Not 'no-referrer': a browser then leaves
    # out the Origin by which we know that a reaction came from this page.
    antwoord.headers["Referrer-Policy"] = "same-origin"
    antwoord.headers["X-Robots-Tag"] = "noindex"
    return antwoord
