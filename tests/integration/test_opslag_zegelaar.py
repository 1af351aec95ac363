"""The key of an installation: made once, for its owner only, or given; and what is sealed with it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest
from asn1crypto import keys, tsp, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from gesprekskaart.errors import OpslagFout
from gesprekskaart.zegel import Zegelsoort
from gesprekskaart.zegelblik import Gezien, look_at
from storage import load_settings, make_zegelaar
from storage.zegelaar import Zegelaar
from tests.integration.beheerproef import WORTEL
from tests.verzegeld import Proef, make_proef, zegelaar

WACHTWOORD = "Ayşe & coördinator"
ZIN = f"Vastgesteld verslag, versie 2, van gesprek {'0' * 8}-0000-0000-0000-{'0' * 12}. Vingerafdruk: {'0' * 64}."


@pytest.fixture(scope="module")
def proef() -> Proef:
    return make_proef()


def _make(map_: Path, **gekozen: object) -> Zegelaar:
    return make_zegelaar(load_settings(data_map=map_, **gekozen))


def _certificate(
    sleutel: object, naam: str, *, van: object = None, dagen: int = 365, tsa: bool = False
) -> cx509.Certificate:
    """Issued by somebody whose key nobody has any more, or (`van` None) by itself."""
    nu = datetime.now(UTC)
    wie = cx509.Name([cx509.NameAttribute(NameOID.COMMON_NAME, naam)])
    uitgever = cx509.Name([cx509.NameAttribute(NameOID.COMMON_NAME, "Uitgever")]) if van else wie
    bouw = (
        cx509.CertificateBuilder()
        .subject_name(wie)
        .issuer_name(uitgever)
        .public_key(sleutel.public_key())  # type: ignore[attr-defined]
        .serial_number(cx509.random_serial_number())
        .not_valid_before(nu - timedelta(days=400))
        .not_valid_after(nu + timedelta(days=dagen))
        .add_extension(
            cx509.KeyUsage(True, True, False, False, False, False, False, False, False),
            critical=True,
        )
    )
    if tsa:
        bouw = bouw.add_extension(cx509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    ondertekenaar = van or sleutel
    digest = None if isinstance(ondertekenaar, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return bouw.sign(ondertekenaar, digest)  # type: ignore[arg-type]


def _write_p12(map_: Path, sleutel: object, certificaat: cx509.Certificate, wachtwoord: str = WACHTWOORD) -> Path:
    bestand = map_ / "eigen.p12"
    versleuteling = serialization.BestAvailableEncryption(wachtwoord.encode())
    bestand.write_bytes(pkcs12.serialize_key_and_certificates(b"x", sleutel, certificaat, None, versleuteling))  # type: ignore[arg-type]
    return bestand


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    map_ = tmp_path / "gegevens"
    zegel = _make(map_)
    assert not map_.exists()
    assert zegel.list_eigen() == ()
    certificaat = zegel.certificaat
    assert (map_ / "zegel-sleutel.pem").stat().st_mode & 0o777 == 0o600
    assert certificaat.soort is Zegelsoort.TECHNISCH
    assert certificaat.naam.startswith("Technisch zegel Gesprekskaart ")
    assert certificaat.geldig_tot > datetime.now(UTC) + timedelta(days=29 * 365)
    assert _make(map_).certificaat == certificaat == _make(map_).list_eigen()[0]


def test_of_processes_that_begin_together_all_use_the_same_key(tmp_path: Path) -> None:
    opdracht = (
        "from pathlib import Path; from storage import load_settings, make_zegelaar; "
        f"print(make_zegelaar(load_settings(data_map=Path({str(tmp_path)!r}))).certificaat.afdruk)"
    )
    processen = [
        subprocess.Popen([sys.executable, "-c", opdracht], cwd=WORTEL, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert len({proces.communicate(timeout=120)[0] for proces in processen}) == 1


def test_a_key_that_is_damaged_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "zegel-sleutel.pem").write_text("geen sleutel")
    with pytest.raises(OpslagFout, match="kan niet worden gelezen"):
        _make(tmp_path).certificaat  # noqa: B018 -- asking is what fails
    assert (tmp_path / "zegel-sleutel.pem").read_text() == "geen sleutel"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(OpslagFout, match="kan geen sleutel voor het zegel worden gemaakt"):
        _make(tmp_path / "bestand" / "gegevens").certificaat  # noqa: B018 -- asking is what fails


@pytest.mark.parametrize("soort", ["rsa", "ec"])
def test_an_own_certificate_seals_and_is_named(tmp_path: Path, proef: Proef, soort: str) -> None:
    sleutel = rsa.generate_private_key(65537, 2048) if soort == "rsa" else ec.generate_private_key(ec.SECP256R1())
    uitgever = ec.generate_private_key(ec.SECP256R1())
    bestand = _write_p12(tmp_path, sleutel, _certificate(sleutel, "Onderwijsregio Zilverwaard", van=uitgever))
    zegel = _make(tmp_path, zegel_p12=bestand, zegel_wachtwoord=WACHTWOORD)
    assert (zegel.certificaat.soort, zegel.certificaat.naam) == (Zegelsoort.CERTIFICAAT, "Onderwijsregio Zilverwaard")
    gezien = look_at(zegel.seal(proef.basis, ZIN).pdf, [zegel.certificaat])
    assert isinstance(gezien, Gezien)
    assert not (tmp_path / "zegel-sleutel.pem").exists()


def test_what_is_wrong_with_an_own_certificate_is_told(tmp_path: Path, proef: Proef) -> None:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    bestand = _write_p12(tmp_path, sleutel, _certificate(sleutel, "Verlopen", dagen=-1))
    with pytest.raises(OpslagFout, match="klopt GESPREKSKAART_ZEGEL_WACHTWOORD"):
        _make(tmp_path, zegel_p12=bestand, zegel_wachtwoord="fout").certificaat  # noqa: B018 -- asking is what fails
    with pytest.raises(OpslagFout, match="kan niet worden gelezen"):
        _make(tmp_path, zegel_p12=tmp_path / "weg.p12").certificaat  # noqa: B018 -- asking is what fails
    with pytest.raises(OpslagFout, match="is niet geldig vandaag"):
        _make(tmp_path, zegel_p12=bestand, zegel_wachtwoord=WACHTWOORD).seal(proef.basis, ZIN)
    vreemd = ed25519.Ed25519PrivateKey.generate()
    bestand = _write_p12(tmp_path, vreemd, _certificate(vreemd, "x"))
    with pytest.raises(OpslagFout, match="Kies RSA of EC"):
        _make(tmp_path, zegel_p12=bestand, zegel_wachtwoord=WACHTWOORD).certificaat  # noqa: B018 -- asking is what fails
    bestand.write_bytes(b"geen p12")
    with pytest.raises(OpslagFout, match="gaat niet open"):
        _make(tmp_path, zegel_p12=bestand).certificaat  # noqa: B018 -- asking is what fails


def test_the_seal_leaves_the_file_as_it_was(proef: Proef) -> None:
    """Also what it says of itself: its metadata, on which PDF/A rests."""
    assert proef.pdf.startswith(proef.basis)
    with pikepdf.open(BytesIO(proef.basis)) as voor, pikepdf.open(BytesIO(proef.pdf)) as na:
        assert voor.docinfo == na.docinfo
        assert ("/Metadata" in voor.Root) == ("/Metadata" in na.Root)
        if "/Metadata" in voor.Root:
            assert voor.Root.Metadata.read_bytes() == na.Root.Metadata.read_bytes()
        zegel = na.Root.AcroForm.Fields[0]
        assert zegel.V.SubFilter == "/ETSI.CAdES.detached"
        assert na.Root.Perms.DocMDP.Reference[0].TransformParams.P == 2
        assert len(na.pages) == len(voor.pages)


def test_other_programs_read_a_sealed_file(proef: Proef) -> None:
    lezer = pypdf.PdfReader(BytesIO(proef.pdf), strict=True)
    velden = lezer.get_fields()
    assert velden is not None
    assert velden["Zegel"]["/FT"] == "/Sig"
    assert "Dit bestand controleren" in "".join(pagina.extract_text() for pagina in lezer.pages)


# --- timestamps


@contextmanager
def _serve_tsa(*, status: int = 200) -> Iterator[str]:
    """A timestamp server on this machine (RFC 3161)."""
    sleutel = rsa.generate_private_key(65537, 2048)
    certificaat = _certificate(sleutel, "Tijdstempeldienst", tsa=True)
    pkcs8 = sleutel.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    dienst = DummyTimeStamper(
        x509.Certificate.load(certificaat.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(pkcs8),
        SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )

    class Antwoord(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            vraag = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(status)
            self.send_header("content-type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(dienst.request_tsa_response(vraag).dump() if status == 200 else b"stuk")

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Antwoord)
    draad = threading.Thread(target=server.serve_forever)
    draad.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        draad.join()
        server.server_close()


def test_a_timestamp_server_vouches_for_the_moment(
    tmp_path: Path, proef: Proef, caplog: pytest.LogCaptureFixture
) -> None:
    with _serve_tsa() as adres:
        zegel = _make(tmp_path, zegel_tijdstempel=adres)
        verzegeld = zegel.seal(proef.basis, ZIN)
    assert verzegeld.tijdstempel_op is not None
    assert verzegeld.waarschuwing == ""
    gezien = look_at(verzegeld.pdf, [zegel.certificaat])
    assert isinstance(gezien, Gezien)
    assert gezien.tijdstempel_op == verzegeld.tijdstempel_op
    # That we do not know the server is in the answer; whoever checks a good file gets no faults to read.
    assert caplog.messages == []


@pytest.mark.parametrize("status", [500, None])
def test_without_an_answer_it_is_sealed_without_and_that_is_told(
    tmp_path: Path, proef: Proef, status: int | None
) -> None:
    if status is None:
        verzegeld = _make(tmp_path, zegel_tijdstempel="http://127.0.0.1:9/tsa").seal(proef.basis, ZIN)
    else:
        with _serve_tsa(status=status) as adres:
            verzegeld = _make(tmp_path, zegel_tijdstempel=adres).seal(proef.basis, ZIN)
    assert "gaf geen tijdstempel" in verzegeld.waarschuwing
    assert verzegeld.tijdstempel_op is None
    assert isinstance(look_at(verzegeld.pdf, _make(tmp_path).list_eigen()), Gezien)


def test_certificates_of_others_are_trusted_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "goed.pem").write_bytes(zegelaar().certificaat.der)
    (tmp_path / "stuk.pem").write_text("niets")
    assert _make(tmp_path, zegel_bekend=tmp_path).list_bekend() == (zegelaar().certificaat,)
    assert _make(tmp_path).list_bekend() == ()


@pytest.mark.parametrize("profiel", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
def test_a_seal_takes_nothing_away_from_who_reads_aloud_or_archives(
    proef: Proef, profiel: page.ValidationProfile
) -> None:
    """Whatever the report promises as PDF/UA and PDF/A, it promises sealed as well."""
    voor, na = (
        {(fout.rule_id, fout.message) for fout in page.validate_pdf_bytes(data, profile=profiel).failures}
        for data in (proef.basis, proef.pdf)
    )
    assert na <= voor
