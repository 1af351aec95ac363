"""Files that somebody named: read with a limit, written whole or not at all, refused with path and reason."""

from __future__ import annotations

import os
from pathlib import Path

from gesprekskaart.errors import NietGevonden, OpslagFout


def read_file(pad: Path, *, hoogstens: int) -> bytes:
    """The file's bytes, but not many more than `hoogstens`: whoever parses them refuses what is larger.

    Raises NietGevonden, OpslagFout.
    """
    try:
        with pad.open("rb") as bestand:
            # Somewhat further than allowed, so that a refusal can tell how large a usual file really is.
            return bestand.read(4 * hoogstens)
    except FileNotFoundError as fout:
        raise NietGevonden(f"Het bestand {pad} bestaat niet. Kijk de naam en de map na.") from fout
    except OSError as fout:
        raise OpslagFout(f"Het bestand {pad} kan niet worden gelezen ({explain_os(fout)}).") from fout


def write_file(pad: Path, data: bytes) -> None:
    """Afterwards the file is there whole, or as it was. Raises OpslagFout."""
    doel = pad.resolve()  # through a link: to write where it points, not over it
    tijdelijk = doel.with_name(f".{doel.name}.{os.getpid()}.nieuw")
    try:
        if doel.exists() and not doel.is_file():
            doel.write_bytes(data)  # a device such as /dev/stdout cannot be replaced; a folder is refused here
            return
        try:
            with tijdelijk.open("xb") as bestand:
                bestand.write(data)
                bestand.flush()
                os.fsync(bestand.fileno())
            tijdelijk.replace(doel)
        finally:
            tijdelijk.unlink(missing_ok=True)
    except OSError as fout:
        raise OpslagFout(
            f"Het bestand {pad} kan niet worden geschreven ({explain_os(fout)}). Kies een andere plek met --output."
        ) from fout


_REDENEN: dict[type[OSError], str] = {
    FileNotFoundError: "de map bestaat niet",
    NotADirectoryError: "een deel van het pad is geen map",
    IsADirectoryError: "dit is een map",
    PermissionError: "je hebt er geen rechten voor",
}


def explain_os(fout: OSError) -> str:
    """Why, in Dutch where we know it."""
    return _REDENEN.get(type(fout), fout.strerror or str(fout))
