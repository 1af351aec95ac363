"""Looking at a file that somebody gave: whether it is sealed, with what certificate, and still as it was sealed.

The file may come from anybody, so most of this module is about not believing it. First the bytes alone: a seal of ours
covers every byte of the file but its own, and those have one way of being written. Only when that seal holds, and was
made with a certificate that we know, is the file opened by programs that read PDF: then it is one that we drew.

Two programs must agree on the seal: what is here, and pyHanko. They are slow to load, and needed by this only: they
are imported where they are used.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import zlib
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import rfc8785

from gesprekskaart.zegel import MAX_VERZEGELD, Certificaat, Zegelplek, Zegelsoort, read_zegelzin

if TYPE_CHECKING:
    from asn1crypto import cms, x509

MAX_ZEGEL = 256 * 1024
"""Bytes of a seal; ours take 2 kB, with a timestamp and a chain of certificates 10."""

MAX_BRON = 16 * 1024 * 1024
"""Bytes of an attachment of which the fingerprint is taken; the large example has 0.1 MB."""

_BEREIK = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_HEX = re.compile(rb"<(?:[0-9A-F]{2})+>")
_BIJLAGE = re.compile(rb"/EmbeddedFile\b")
_BEGIN = re.compile(rb"stream\r?\n")
_KOP = 2_000
"""Bytes between the two at the most."""

_MEESTE_BIJLAGEN = 8
"""Attachments that are looked at in a file without a seal; a report has one."""


class Gebrek(StrEnum):
    """Why a file is not in order, as far as the file itself tells."""

    LEEG = "leeg"
    TE_GROOT = "te groot"
    GEEN_PDF = "geen pdf"
    VERSLEUTELD = "versleuteld"
    GEEN_ZEGEL = "geen zegel"
    MEER_ZEGELS = "meer zegels"
    TOEGEVOEGD = "toegevoegd"
    GEWIJZIGD = "gewijzigd"
    ONBEKEND = "onbekend certificaat"
    BUITEN_GELDIGHEID = "buiten geldigheid"
    GEEN_VERSLAG = "geen verslag"


class Gezien(NamedTuple):
    """A report that is sealed with a certificate that we know, and unchanged since."""

    certificaat: Certificaat
    plek: Zegelplek
    """What the seal says that it is on."""
    op: datetime
    """When it was sealed, by the clock of whoever sealed it."""
    tijdstempel_op: datetime | None
    titel: str
    vingerafdruk: str
    """Of the source data in the file, computed anew; empty when they are not those of a report."""


class Mankement(NamedTuple):
    """What is wrong with any other file."""

    gebrek: Gebrek
    certificaat: Certificaat | None = None
    """With what it was sealed; for one that we do not know, what it says of itself."""


class _Zegel(NamedTuple):
    """A seal that covers all of the file but itself."""

    der: bytes
    digest: bytes
    """SHA-256 of all the rest."""


class _GebrekError(Exception):
    def __init__(self, gebrek: Gebrek, certificaat: Certificaat | None = None) -> None:
        super().__init__(gebrek)
        self.mankement = Mankement(gebrek, certificaat)


def look_at(data: bytes, bekend: Collection[Certificaat]) -> Gezien | Mankement:
    """Look at a file; whatever it is, this gives an answer, in time and memory that grow with its size only."""
    try:
        zegel = _find_zegel(data)
        certificaat = _check_zegel(zegel, bekend)
        return _read(data, certificaat)
    except _GebrekError as fout:
        return fout.mankement


def scan_vingerafdruk(data: bytes) -> Iterator[str]:
    """The fingerprints of what is attached to a file that is not sealed, without opening it: claims, no proof.

    Of the bytes as they are: a report carries the very ones that its fingerprint is taken of. To read what anybody
    sends as data could take minutes and all memory.
    """
    for bijlage in islice(_BIJLAGE.finditer(data, 0, MAX_VERZEGELD), _MEESTE_BIJLAGEN):
        if begin := _BEGIN.search(data, bijlage.end(), bijlage.end() + _KOP):
            yield hashlib.sha256(_inflate(data, begin.end())).hexdigest()


def _inflate(data: bytes, begin: int) -> bytes:
    # A few kilobytes can unfold to gigabytes: never more than this.
    try:
        return zlib.decompressobj().decompress(memoryview(data)[begin:], MAX_BRON)
    except zlib.error:
        return data[begin : max(begin, data.find(b"endstream", begin))][:MAX_BRON].rstrip(b"\r\n")


def _take_vingerafdruk(bron: bytes) -> str:
    """Empty when this is not the content of a report."""
    try:
        inhoud = json.loads(bron)
        return hashlib.sha256(rfc8785.dumps(inhoud)).hexdigest() if "formaat" in inhoud else ""
    except (ValueError, TypeError, RecursionError, rfc8785.CanonicalizationError):
        return ""


def _find_zegel(data: bytes) -> _Zegel:
    _require_pdf(data)
    bereiken = list(_BEREIK.finditer(data))
    if not bereiken:
        raise _GebrekError(Gebrek.VERSLEUTELD if b"/Encrypt" in data else Gebrek.GEEN_ZEGEL)
    if len(bereiken) > 1:
        raise _GebrekError(Gebrek.MEER_ZEGELS)
    begin, links, rechts, rest = map(int, bereiken[0].groups())
    if begin or not 0 < links < rechts or rechts + rest > len(data):
        raise _GebrekError(Gebrek.GEWIJZIGD)
    if rechts + rest < len(data):
        raise _GebrekError(Gebrek.TOEGEVOEGD)
    der = _unpack(data[links:rechts])
    kijk = memoryview(data)
    digest = hashlib.sha256(kijk[:links])
    digest.update(kijk[rechts:])
    return _Zegel(der, digest.digest())


def _require_pdf(data: bytes) -> None:
    if not data:
        raise _GebrekError(Gebrek.LEEG)
    if len(data) > MAX_VERZEGELD:
        raise _GebrekError(Gebrek.TE_GROOT)
    # At the very beginning: what stands before it could be another kind of file.
    if not data.startswith(b"%PDF-"):
        raise _GebrekError(Gebrek.GEEN_PDF)


def _unpack(gat: bytes) -> bytes:
    """The seal from its own place in the file, which it does not cover: so that place may be written one way only."""
    if len(gat) > 2 * MAX_ZEGEL or not _HEX.fullmatch(gat):
        raise _GebrekError(Gebrek.GEWIJZIGD)
    inhoud = bytes.fromhex(gat[1:-1].decode())
    lengte = _measure_der(inhoud)
    if lengte > len(inhoud) or inhoud[lengte:].strip(b"\0"):
        raise _GebrekError(Gebrek.GEWIJZIGD)
    return inhoud[:lengte]


def _measure_der(inhoud: bytes) -> int:
    """How long the value is that begins here, by its own first bytes."""
    kort = 0x80
    if len(inhoud) < kort:
        raise _GebrekError(Gebrek.GEWIJZIGD)
    if inhoud[1] < kort:
        return 2 + inhoud[1]
    tel = inhoud[1] - kort
    return 2 + tel + int.from_bytes(inhoud[2 : 2 + tel], "big")


def _check_zegel(zegel: _Zegel, bekend: Collection[Certificaat]) -> Certificaat:
    """The certificate that we know and that this seal was made with, over just this file."""
    # asn1crypto reads lazily: what is wrong shows anywhere, as any of these.
    try:
        return _check_cms(zegel, {certificaat.afdruk: certificaat for certificaat in bekend})
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as fout:
        raise _GebrekError(Gebrek.GEWIJZIGD) from fout


def _check_cms(zegel: _Zegel, bekend: dict[str, Certificaat]) -> Certificaat:
    # tsp teaches cms the attributes of PAdES. Without it a seal of ours is not understood.
    from asn1crypto import cms, tsp  # noqa: F401, PLC0415 -- see above

    info = cms.ContentInfo.load(zegel.der, strict=True)
    if info["content_type"].native != "signed_data":
        raise ValueError("not a signature")
    inhoud: cms.SignedData = info["content"]
    (ondertekenaar,) = inhoud["signer_infos"]
    certificaat, gevonden = _find_certificaat(inhoud, ondertekenaar)
    eigen = bekend.get(certificaat.afdruk)
    if eigen is None:
        raise _GebrekError(Gebrek.ONBEKEND, certificaat)
    if _has_anything_else(inhoud, ondertekenaar) or not _is_signed(ondertekenaar, gevonden, zegel.digest):
        raise _GebrekError(Gebrek.GEWIJZIGD, eigen)
    return eigen


def _find_certificaat(inhoud: cms.SignedData, ondertekenaar: cms.SignerInfo) -> tuple[Certificaat, x509.Certificate]:
    wie = ondertekenaar["sid"].chosen
    for keuze in inhoud["certificates"]:
        gevonden = keuze.chosen
        if gevonden.serial_number == wie["serial_number"].native and gevonden.issuer == wie["issuer"]:
            namen = gevonden.subject.native
            return Certificaat(
                der=gevonden.dump(),
                soort=Zegelsoort.CERTIFICAAT,
                naam=str(namen.get("common_name") or gevonden.subject.human_friendly)[:200],
                geldig_van=gevonden.not_valid_before,
                geldig_tot=gevonden.not_valid_after,
            ), gevonden
    raise ValueError("no certificate of the signer")


def _has_anything_else(inhoud: cms.SignedData, ondertekenaar: cms.SignerInfo) -> bool:
    """Whether there is anything in a seal, besides what its signature covers, that ours do not have."""
    omhulsel = (inhoud["version"].native, inhoud["encap_content_info"]["content_type"].native)
    digests = [algoritme.dump() for algoritme in inhoud["digest_algorithms"]]
    los = ondertekenaar["unsigned_attrs"].native or []
    return (
        omhulsel != ("v1", "data")
        or ondertekenaar["version"].native != "v1"
        or inhoud["encap_content_info"]["content"].native is not None
        or bool(inhoud["crls"].native)
        or digests != [ondertekenaar["digest_algorithm"].dump()]
        or ondertekenaar["digest_algorithm"]["algorithm"].native != "sha256"
        or [attribuut["type"] for attribuut in los] not in ([], ["signature_time_stamp_token"])
    )


def _is_signed(ondertekenaar: cms.SignerInfo, certificaat: x509.Certificate, digest: bytes) -> bool:
    attributen = {attribuut["type"].native: attribuut["values"] for attribuut in ondertekenaar["signed_attrs"]}
    (opgeschreven,) = attributen["message_digest"].native
    (verwijzing,) = attributen["signing_certificate_v2"].native
    eerste = verwijzing["certs"][0]
    if opgeschreven != digest or eerste["cert_hash"] != hashlib.sha256(certificaat.dump()).digest():
        return False
    # As a SET, which is how it was signed; in the seal it carries a tag of its own.
    return _verify(certificaat, ondertekenaar["signature"].native, ondertekenaar["signed_attrs"].untag().dump())


def _verify(certificaat: x509.Certificate, handtekening: bytes, bericht: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 -- see above
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415 -- see above

    try:
        sleutel = load_der_x509_certificate(certificaat.dump()).public_key()
        if isinstance(sleutel, rsa.RSAPublicKey):
            sleutel.verify(handtekening, bericht, padding.PKCS1v15(), SHA256())
            return True
        if isinstance(sleutel, ec.EllipticCurvePublicKey):
            sleutel.verify(handtekening, bericht, ec.ECDSA(SHA256()))
            return True
    except (InvalidSignature, UnsupportedAlgorithm):
        return False
    return False


def _read(data: bytes, certificaat: Certificaat) -> Gezien:
    """What a file that we drew ourselves says of itself."""
    import pikepdf  # noqa: PLC0415 -- see above

    tijdstempel_op = _ask_pyhanko(data, certificaat)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            zegel = pdf.Root.AcroForm.Fields[0].V
            zin, op = str(zegel.Reason), pikepdf.models.metadata.decode_pdf_date(str(zegel.M))
            bronnen = [
                bijlage.get_file().read_bytes()
                for bijlage in pdf.attachments.values()
                if bijlage.relationship == pikepdf.Name.Source
            ]
    except (pikepdf.PdfError, AttributeError, KeyError, ValueError, TypeError) as fout:
        raise _GebrekError(Gebrek.GEEN_VERSLAG, certificaat) from fout
    plek = read_zegelzin(zin)
    if plek is None or len(bronnen) != 1:
        raise _GebrekError(Gebrek.GEEN_VERSLAG, certificaat)
    if not certificaat.geldig_van <= (tijdstempel_op or op) <= certificaat.geldig_tot:
        raise _GebrekError(Gebrek.BUITEN_GELDIGHEID, certificaat)
    (bron,) = bronnen
    return Gezien(certificaat, plek, op, tijdstempel_op, _find_titel(bron), _take_vingerafdruk(bron))


def _find_titel(bron: bytes) -> str:
    try:
        return str(json.loads(bron)["gesprek"]["titel"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _ask_pyhanko(data: bytes, certificaat: Certificaat) -> datetime | None:
    """The second opinion; gives the moment of the timestamp, if there is one."""
    from asn1crypto import x509  # noqa: PLC0415 -- see above
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 -- see above
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 -- see above
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415 -- see above
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 -- see above
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415 -- see above
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415 -- see above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 -- see above

    # What it thinks of a file we tell ourselves. It logs English tracebacks too, also of a good file: whenever nobody
    # here vouches for the timestamp server.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
    try:
        (handtekening,) = PdfFileReader(BytesIO(data)).embedded_signatures
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(certificaat.der)],
            allow_fetching=False,
            moment=min(max(handtekening.self_reported_timestamp, certificaat.geldig_van), certificaat.geldig_tot),
        )
        # It begins an event loop, and there may be one in this thread already.
        with ThreadPoolExecutor(1) as draad:
            stand: Any = draad.submit(validate_pdf_signature, handtekening, context).result()
    except (PdfError, SignatureValidationError, ValueError, TypeError, KeyError, AttributeError) as fout:
        raise _GebrekError(Gebrek.GEWIJZIGD, certificaat) from fout
    heel = stand.coverage is SignatureCoverageLevel.ENTIRE_FILE and stand.modification_level is ModificationLevel.NONE
    tijdstempel = stand.timestamp_validity
    if not (stand.intact and stand.valid and stand.trusted and heel and stand.docmdp_ok):
        raise _GebrekError(Gebrek.GEWIJZIGD, certificaat)
    if tijdstempel is None:
        return None
    if not (tijdstempel.intact and tijdstempel.valid):
        raise _GebrekError(Gebrek.GEWIJZIGD, certificaat)
    moment: datetime = tijdstempel.timestamp
    return moment
