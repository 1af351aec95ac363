"""ZIP files of which the bytes say nothing of when and where they were made: same content, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime

from gesprekskaart.datum import NEDERLAND

_EERSTE_JAAR = 1980
"""A ZIP file cannot say that anything is older."""


def make_zip(bestanden: Iterable[tuple[str, bytes]], moment: datetime) -> bytes:
    """These files under these names, all of this moment."""
    buffer = io.BytesIO()
    plaatselijk = moment.astimezone(NEDERLAND)
    dag = (max(plaatselijk.year, _EERSTE_JAAR), *plaatselijk.timetuple()[1:6])
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, data in bestanden:
            info = zipfile.ZipInfo(naam, dag)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # what we make is the same on every kind of machine
            info.external_attr = 0o644 << 16
            pakket.writestr(info, data)
    return buffer.getvalue()


def remake_zip(data: bytes, moment: datetime, anders: Mapping[str, bytes] | None = None) -> bytes:
    """The same ZIP file, of this moment, with some of its files replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as pakket:
        namen = pakket.namelist()
        return make_zip(((naam, (anders or {}).get(naam) or pakket.read(naam)) for naam in namen), moment)
