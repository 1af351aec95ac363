"""The one error tree. Every error carries a Dutch sentence that may be shown to whoever caused it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gesprekskaart.tekst import Tekst


class GesprekskaartError(Exception):
    """Root of everything that we refuse knowingly; `str()` gives what the user reads."""


class NietGevonden(GesprekskaartError):
    """What was asked for is not here."""


class SessieOnbekend(NietGevonden):
    """The session does not exist, or not for this person: both read the same, so that ids cannot be probed."""

    def __init__(self) -> None:
        super().__init__(
            "Dit gesprek bestaat niet (meer), of je hebt er geen toegang toe. Ga terug naar Mijn gesprekken."
        )


class NietToegestaan(GesprekskaartError):
    """What this person may not do, or not now."""


class NietAangemeld(NietToegestaan):
    """Nobody is logged in."""

    def __init__(self) -> None:
        super().__init__("Je bent niet (meer) aangemeld. Meld je aan; wat je schreef staat nog op dit apparaat.")


class Ongeldig(GesprekskaartError):
    """The input cannot be accepted as it is; the message says what, where and how to mend it."""


class TekstTeLang(Ongeldig):
    """A text is longer than MAX_TEKST."""

    def __init__(self, lengte: int, maximum: int) -> None:
        geteld, past = (f"{aantal:,}".replace(",", ".") for aantal in (lengte, maximum))
        super().__init__(f"Deze tekst telt {geteld} tekens; er passen er {past}. Kort hem in; er is niets weg.")


class KaartOngeldig(Ongeldig):
    """A card file has faults; `fouten` lists them, each with a line and a reason."""

    def __init__(self, bron: str, fouten: list[str]) -> None:
        self.fouten = fouten
        super().__init__(f"De kaart {bron} kan zo niet worden gebruikt:\n" + "\n".join(f"- {fout}" for fout in fouten))


class OpslagFout(GesprekskaartError):
    """The database or the data folder cannot do what is asked; the message says why and how to mend it."""


class PostFout(GesprekskaartError):
    """A mail could not be sent; the message says why, in words for whoever wanted to send it."""


class Botsing(GesprekskaartError):
    """Somebody else was first."""


class TekstGewijzigd(Botsing):
    """The text was changed by somebody else since it was read; nothing was overwritten."""

    def __init__(self, huidige: Tekst) -> None:
        self.huidige = huidige
        super().__init__(
            f"Deze tekst is intussen ook gewijzigd door {huidige.door}. "
            "Hieronder staan beide teksten; kies of voeg samen. Er is niets weg."
        )


class IntussenGewijzigd(Botsing):
    """A record (not a text) was changed by somebody else since it was read."""

    def __init__(self, wat: str) -> None:
        super().__init__(
            f"{wat} is intussen door iemand anders gewijzigd. Bekijk hoe het nu staat en probeer het opnieuw."
        )


class StandGewijzigd(Botsing):
    """The session moved to another stand, or went on, between the decision and the write; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Dit gesprek ging intussen verder. Ververs de pagina, bekijk hoe het nu staat en probeer opnieuw."
        )


class VersieVervallen(Botsing):
    """A newer version of the report exists."""

    def __init__(self) -> None:
        super().__init__("Er is een nieuwere versie van dit verslag. Reageer op de nieuwste versie.")
