"""The key and certificate of this installation, and putting the seal on a file with them (pyHanko).

pyHanko takes a second to load and is needed only by who seals: everything of it is imported where it is used.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from gesprekskaart.errors import OpslagFout
from gesprekskaart.zegel import Certificaat, Verzegeld, Zegelsoort
from storage.settings import PREFIX, Settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate
    from pyhanko.sign.signers import Signer

GELDIG_JAREN = 30
"""As long as a report is kept in an archive; nobody else issued this certificate, so nobody has to renew it."""

SLEUTELBITS = 3072
"""RSA rather than a curve: every PDF reader checks it, and PDF/A-3 needs no extension for it."""

SLEUTELBESTAND, CERTIFICAATBESTAND = "zegel-sleutel.pem", "zegel-certificaat.pem"

_EC_HANDTEKENING = 144
"""Bytes that a signature on the largest usual curve takes at most."""

TIJDSTEMPEL_S = 10
"""Seconds that a timestamp server may take: somebody is waiting."""

log = logging.getLogger("gesprekskaart")


class GeenZegelaar:
    """Where no data folder was given, as in a test of something else: sealing is refused."""

    def list_eigen(self) -> tuple[Certificaat, ...]:
        """None."""
        return ()

    def list_bekend(self) -> tuple[Certificaat, ...]:
        """None."""
        return ()

    @property
    def certificaat(self) -> Certificaat:
        """Raises OpslagFout."""
        raise OpslagFout("Er is hier geen sleutel om een verslag mee te verzegelen.")

    def seal(self, pdf: bytes, zin: str) -> Verzegeld:  # noqa: ARG002 -- as the port has it
        """Raises OpslagFout."""
        raise OpslagFout("Er is hier geen sleutel om een verslag mee te verzegelen.")


@dataclass(frozen=True)
class _Sleutel:
    certificaat: Certificaat
    signer: Signer


class Zegelaar:
    """The port Zegelaar: with the PKCS#12 of the settings, or a key made here at first use (then: technisch zegel)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._slot = Lock()
        self._sleutel: _Sleutel | None = None

    @property
    def certificaat(self) -> Certificaat:
        """Makes the key at first use. Raises OpslagFout."""
        return self._read().certificaat

    def seal(self, pdf: bytes, zin: str) -> Verzegeld:
        """Raises OpslagFout when there is no usable key. Takes no longer than TIJDSTEMPEL_S for others."""
        sleutel = self._read()
        certificaat, nu = sleutel.certificaat, datetime.now(UTC)
        if not certificaat.geldig_van <= nu <= certificaat.geldig_tot:
            raise OpslagFout(
                f"Het certificaat voor het zegel (‘{certificaat.naam}’) is niet geldig vandaag. Er is niets gewijzigd. "
                "Vraag de beheerder om een ander certificaat in te stellen."
            )
        if self._settings.zegel_tijdstempel is None:
            return Verzegeld(_sign(sleutel.signer, pdf, zin))
        return _sign_with_moment(sleutel.signer, pdf, zin, self._settings.zegel_tijdstempel)

    def list_eigen(self) -> tuple[Certificaat, ...]:
        """The certificate in the data folder, also beside a PKCS#12: it may have sealed something before that."""
        return _read_pems((self._settings.data_map / CERTIFICAATBESTAND,))

    def list_bekend(self) -> tuple[Certificaat, ...]:
        """What is in the folder of known certificates."""
        map_ = self._settings.zegel_bekend
        return _read_pems(sorted(map_.glob("*.pem"))) if map_ is not None else ()

    def _read(self) -> _Sleutel:
        with self._slot:
            if self._sleutel is None:
                eigen = self._settings.zegel_p12
                self._sleutel = _read_own(self._settings) if eigen is None else _read_p12(eigen, self._settings)
            return self._sleutel


def _read_pems(bestanden: Iterable[Path]) -> tuple[Certificaat, ...]:
    """Those of them that are certificates; the others are for `check` to tell of."""
    gelezen = []
    for bestand in bestanden:
        with suppress(OSError, OpslagFout):
            gelezen.append(read_certificaat(bestand.read_bytes()))
    return tuple(gelezen)


def read_certificaat(data: bytes) -> Certificaat:
    """A certificate that somebody gave, as PEM or DER. Raises OpslagFout when it is none."""
    from cryptography import x509  # noqa: PLC0415 -- see above

    try:
        is_pem = data.lstrip().startswith(b"-----BEGIN")
        gelezen = x509.load_pem_x509_certificate(data) if is_pem else x509.load_der_x509_certificate(data)
    except ValueError as fout:
        raise OpslagFout("Dit is geen certificaat (PEM of DER).") from fout
    return _describe(gelezen)


def _describe(certificaat: Certificate) -> Certificaat:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 -- see above
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 -- see above

    namen = certificaat.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return Certificaat(
        der=certificaat.public_bytes(Encoding.DER),
        soort=_find_soort(certificaat),
        naam=str(namen[0].value) if namen else certificaat.subject.rfc4514_string(),
        geldig_van=certificaat.not_valid_before_utc,
        geldig_tot=certificaat.not_valid_after_utc,
    )


def _find_soort(certificaat: Certificate) -> Zegelsoort:
    """What issued itself vouches for nobody, also when it comes from a PKCS#12 file."""
    return Zegelsoort.TECHNISCH if certificaat.issuer == certificaat.subject else Zegelsoort.CERTIFICAAT


def _read_own(settings: Settings) -> _Sleutel:
    """The key of the data folder, made when there is none; only its owner can read it."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 -- see above
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415 -- see above

    sleutelbestand = settings.data_map / SLEUTELBESTAND
    if not sleutelbestand.exists():
        _make_own(settings)
    try:
        pem = sleutelbestand.read_bytes()
        sleutel = serialization.load_pem_private_key(pem, None)
        # Both in one file: so they can never be of two installations, or half there.
        certificaat = load_pem_x509_certificate(pem[pem.index(b"-----BEGIN CERTIFICATE") :])
    except (OSError, ValueError, TypeError) as fout:
        raise OpslagFout(
            f"De sleutel voor het zegel ({sleutelbestand}) kan niet worden gelezen. Zet een goede terug, of verplaats "
            "het bestand: dan wordt er een nieuwe gemaakt. Verslagen die al verzegeld zijn, blijven goed."
        ) from fout
    with suppress(OSError):  # a copy to hand out; the seal does without
        _put(settings.data_map / CERTIFICAATBESTAND, certificaat.public_bytes(serialization.Encoding.PEM), 0o644)
    return _Sleutel(_describe(certificaat), _make_signer(sleutel, certificaat, ()))


def _make_own(settings: Settings) -> None:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 -- see above

    sleutel = rsa.generate_private_key(public_exponent=65537, key_size=SLEUTELBITS)
    pem = sleutel.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + _make_certificaat(sleutel).public_bytes(serialization.Encoding.PEM)
    try:
        settings.data_map.mkdir(parents=True, exist_ok=True)
        _put(settings.data_map / SLEUTELBESTAND, pem, 0o600)
    except OSError as fout:
        raise OpslagFout(
            f"In de gegevensmap {settings.data_map} kan geen sleutel voor het zegel worden gemaakt ({fout.strerror}). "
            f"Kies een andere map met {PREFIX}DATA_MAP, of geef jezelf schrijfrechten."
        ) from fout


def _put(bestand: Path, data: bytes, rechten: int) -> None:
    """Whole or not at all; of two processes that come together the first one's stays."""
    if bestand.exists():
        return
    tijdelijk = bestand.with_name(f".{bestand.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, rechten), "wb") as nieuw:
            nieuw.write(data)
            nieuw.flush()
            os.fsync(nieuw.fileno())
        with suppress(FileExistsError):
            os.link(tijdelijk, bestand)
    finally:
        tijdelijk.unlink(missing_ok=True)


def _make_certificaat(sleutel: RSAPrivateKey) -> Certificate:
    """Self-signed: it vouches for nothing but that two files came from the same installation."""
    from cryptography import x509  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 -- see above
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 -- see above

    nummer, nu = x509.random_serial_number(), datetime.now(UTC)
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Technisch zegel Gesprekskaart {nummer % 16**8:08x}")])
    gebruik = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    return (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(nummer)
        # Somebody's clock may be a little behind ours.
        .not_valid_before(nu - timedelta(hours=1))
        .not_valid_after(nu + timedelta(days=365 * GELDIG_JAREN))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, encipher_only=False, decipher_only=False, **gebruik
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
        .sign(sleutel, hashes.SHA256())
    )


def _read_p12(bestand: Path, settings: Settings) -> _Sleutel:
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 -- see above

    wachtwoord = settings.zegel_wachtwoord.get_secret_value().encode() if settings.zegel_wachtwoord else None
    try:
        sleutel, certificaat, keten = pkcs12.load_key_and_certificates(bestand.read_bytes(), wachtwoord)
    except OSError as fout:
        raise OpslagFout(f"Het certificaatbestand {bestand} kan niet worden gelezen ({fout.strerror}).") from fout
    except (ValueError, TypeError) as fout:
        raise OpslagFout(
            f"Het certificaatbestand {bestand} gaat niet open. Is het een PKCS#12-bestand (.p12 of .pfx), en klopt "
            f"{PREFIX}ZEGEL_WACHTWOORD?"
        ) from fout
    if sleutel is None or certificaat is None:
        raise OpslagFout(f"In het certificaatbestand {bestand} zit geen sleutel met certificaat.")
    return _Sleutel(_describe(certificaat), _make_signer(sleutel, certificaat, keten))


def _make_signer(sleutel: Any, certificaat: Certificate, keten: Sequence[Certificate]) -> Signer:
    from asn1crypto import x509  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 -- see above
    from pyhanko.sign.signers import Signer  # noqa: PLC0415 -- see above
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415 -- see above

    class Eigen(Signer):
        """Keeps the key ready: pyHanko's own reads and checks it anew for every signature, which takes longest."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
            if isinstance(sleutel, rsa.RSAPrivateKey):
                return bytes(sleutel.key_size // 8) if dry_run else sleutel.sign(data, padding.PKCS1v15(), SHA256())
            return bytes(_EC_HANDTEKENING) if dry_run else bytes(sleutel.sign(data, ec.ECDSA(SHA256())))

    if not isinstance(sleutel, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise OpslagFout("De sleutel voor het zegel is niet van een soort die PDF-lezers kennen. Kies RSA of EC.")
    winkel = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for schakel in keten:
        winkel.register(x509.Certificate.load(schakel.public_bytes(Encoding.DER)))
    return Eigen(signing_cert=x509.Certificate.load(certificaat.public_bytes(Encoding.DER)), cert_registry=winkel)


def _sign_with_moment(signer: Signer, pdf: bytes, zin: str, adres: str) -> Verzegeld:
    """With a timestamp when its server gives one: a report can be established while that server is away."""
    from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415 -- see above

    moment: list[datetime] = []

    class Tijdstempelaar(HTTPTimeStamper):
        """Remembers what it was told."""

        async def async_request_tsa_response(self, req: Any) -> Any:
            antwoord = await super().async_request_tsa_response(req)
            inhoud = antwoord["time_stamp_token"]["content"]["encap_content_info"]["content"]
            moment.append(inhoud.parsed["gen_time"].native)
            return antwoord

    try:
        return Verzegeld(_sign(signer, pdf, zin, Tijdstempelaar(adres, timeout=TIJDSTEMPEL_S)), moment[-1])
    except Exception as fout:
        log.warning("De tijdstempeldienst gaf geen tijdstempel", exc_info=fout)
        waarschuwing = (
            "De tijdstempeldienst gaf geen tijdstempel; het verslag is verzegeld met de tijd van deze server. "
            "Vraag de beheerder om de dienst na te kijken."
        )
        return Verzegeld(_sign(signer, pdf, zin), waarschuwing=waarschuwing)


def _sign(signer: Signer, pdf: bytes, zin: str, tijdstempelaar: Any = None) -> bytes:
    """One invisible certifying PAdES signature over the whole file."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 -- see above
    from pyhanko.sign import fields, signers  # noqa: PLC0415 -- see above

    class Schrijver(IncrementalPdfFileWriter):
        """Leaves what the file says of itself as it is: pyHanko's own update would break PDF/A."""

        def _update_meta(self) -> None: ...

    feiten = signers.PdfSignatureMetadata(
        field_name="Zegel",
        md_algorithm="sha256",
        reason=zin,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    # Beside the page: PDF/UA wants an untagged widget to be out of sight, PDF/A forbids the flag that hides it.
    veld = fields.SigFieldSpec("Zegel", invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True))
    zegelaar = signers.PdfSigner(feiten, signer, timestamper=tijdstempelaar, new_field_spec=veld)
    # pyHanko begins an event loop, and there may be one in this thread already.
    with ThreadPoolExecutor(1) as draad:
        return bytes(draad.submit(zegelaar.sign_pdf, Schrijver(BytesIO(pdf))).result().getvalue())


def find_huidig(settings: Settings) -> Certificaat | None:
    """With what would be sealed now; None where the key is made at first use. Raises OpslagFout: it cannot be used."""
    if settings.zegel_p12 is None and not (settings.data_map / SLEUTELBESTAND).exists():
        return None
    return Zegelaar(settings).certificaat


def make_zegelaar(settings: Settings) -> Zegelaar:
    """Reads or makes nothing yet: an installation on which nothing is ever established has no key."""
    return Zegelaar(settings)
