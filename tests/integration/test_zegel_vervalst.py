"""A sealed report that anybody tampered with is never in order, whatever they did, and never a traceback."""

from __future__ import annotations

import hashlib
import json
import random
import re
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pytest

from gesprekskaart.services.controleren import Controle, Uitkomst, check_bestand
from gesprekskaart.zegel import MAX_VERZEGELD, Zegelplek, write_zegelzin
from storage import load_settings, make_zegelaar
from tests.nep import make_ports
from tests.verzegeld import Proef, andere_zegelaar, attach, make_proef, with_bron, zegelaar

AANTAL = 600
ZAAD = 20261122


@pytest.fixture(scope="module")
def proef() -> Proef:
    return make_proef()


def check(data: bytes, proef: Proef, *, hier: bool = True) -> Controle:
    """As the page does; without `hier` the file alone is judged, with nothing but the certificate."""
    return check_bestand(data, zegelaar=proef.ports.zegelaar, ports=proef.ports if hier else None)


@pytest.mark.parametrize("hier", [True, False])
def test_the_untouched_file_is_in_order(proef: Proef, hier: bool) -> None:
    controle = check(proef.pdf, proef, hier=hier)
    assert controle.uitkomst is Uitkomst.IN_ORDE
    assert controle.feiten["hier_bekend"] == ("bekend" if hier else "niet nagekeken")
    assert (controle.feiten["versie"], controle.feiten["gesprek"]) == (2, str(proef.sessie_id))
    assert controle.feiten["vingerafdruk"] == hashlib.sha256(proef.bron).hexdigest()


def _flip(data: bytearray, toeval: random.Random) -> None:
    plek = toeval.randrange(len(data))
    data[plek] ^= 1 << toeval.randrange(8)


def _overwrite(data: bytearray, toeval: random.Random) -> None:
    plek = toeval.randrange(len(data))
    nieuw = toeval.randbytes(toeval.randint(1, 40))
    if data[plek : plek + len(nieuw)] == nieuw:
        nieuw += b"!"
    data[plek : plek + len(nieuw)] = nieuw


def _insert(data: bytearray, toeval: random.Random) -> None:
    plek = toeval.randrange(len(data) + 1)
    data[plek:plek] = toeval.randbytes(toeval.randint(1, 40))


def _remove(data: bytearray, toeval: random.Random) -> None:
    plek = toeval.randrange(len(data))
    del data[plek : plek + toeval.randint(1, 40)]


def _swap(data: bytearray, toeval: random.Random) -> None:
    links, rechts = sorted(toeval.sample(range(len(data)), 2))
    if data[links] == data[rechts]:
        data[links] ^= 0xFF
    data[links], data[rechts] = data[rechts], data[links]


def _truncate(data: bytearray, toeval: random.Random) -> None:
    del data[toeval.randrange(len(data)) :]


def _in_the_seal(data: bytearray, toeval: random.Random) -> None:
    """Where the seal itself stands, which no seal can cover: certificate, signature and filling."""
    begin, eind = _find_gat(data)
    plek = toeval.randrange(begin, eind)
    oud = data[plek]
    while data[plek] == oud:
        data[plek] = toeval.choice(b"0123456789ABCDEFabcdef <>")


def _in_the_dict(data: bytearray, toeval: random.Random) -> None:
    """What was added for the seal: its dictionary, the field, the list of where things are."""
    plek = toeval.randrange(_find_gat(data)[1], len(data))
    data[plek] ^= 1 << toeval.randrange(8)


def _find_gat(data: bytes | bytearray) -> tuple[int, int]:
    gevonden = re.search(rb"/Contents\s*<([0-9A-F]+)>", data)
    assert gevonden is not None
    return gevonden.start(1), gevonden.end(1)


WIJZEN = (_flip, _overwrite, _insert, _remove, _swap, _truncate, _in_the_seal, _in_the_dict)


@pytest.mark.parametrize("hier", [True, False])
def test_no_random_change_gets_by(proef: Proef, hier: bool) -> None:
    toeval = random.Random(ZAAD)
    erdoor = []
    for nummer in range(AANTAL):
        wijze = WIJZEN[nummer % len(WIJZEN)]
        data = bytearray(proef.pdf)
        wijze(data, toeval)
        assert bytes(data) != proef.pdf
        if check(bytes(data), proef, hier=hier).uitkomst is not Uitkomst.NIET_IN_ORDE:
            erdoor.append((nummer, wijze.__name__))
    assert erdoor == []


# --- crafted


def _edit(pdf: bytes, wijzig: Callable[[pikepdf.Pdf], None], **opslaan: object) -> bytes:
    uit = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        wijzig(document)
        document.save(uit, **opslaan)  # type: ignore[arg-type]
    return uit.getvalue()


def _append(pdf: bytes, objecten: dict[int, bytes], *, root: bytes | None = None) -> bytes:
    """An incremental update, as a program would write it: objects, where they are, and a trailer."""
    vorige = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    wortel = root or re.findall(rb"/Root (\d+ \d+ R)", pdf)[-1]
    uit, plekken = bytearray(pdf), {}
    if not uit.endswith(b"\n"):
        uit += b"\n"
    for nummer, inhoud in objecten.items():
        plekken[nummer] = len(uit)
        uit += b"%d 0 obj\n%b\nendobj\n" % (nummer, inhoud)
    begin = len(uit)
    uit += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (n, p) for n, p in plekken.items())
    uit += b"trailer\n<< /Size 99999 /Root %b /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (wortel, vorige, begin)
    return bytes(uit)


def _first_page(pdf: bytes) -> tuple[int, bytes, int]:
    """Number and text of the first page as it was last written, and the number of its contents."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pagina = document.pages[0]
        inhoud = pagina.Contents
        eerste = inhoud[0] if isinstance(inhoud, pikepdf.Array) else inhoud
        return pagina.obj.objgen[0], pagina.obj.unparse(resolved=True), eerste.objgen[0]


def replaced_page(proef: Proef) -> bytes:
    """The cover says something else."""
    _, _, inhoud = _first_page(proef.pdf)
    tekst = b"BT /F1 20 Tf 72 700 Td (Anders) Tj ET"
    return _append(proef.pdf, {inhoud: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(tekst), tekst)})


def annotation(proef: Proef) -> bytes:
    """A note on the cover, which a reader shows and the certification allows nobody."""
    nummer, pagina, _ = _first_page(proef.pdf)
    noot = b"<< /Type /Annot /Subtype /FreeText /Rect [100 100 300 300] /Contents (Vervallen) /DA (/Helv 12 Tf) >>"
    pagina = re.sub(rb"/Annots \[[^\]]*\]", b"/Annots [9000 0 R]", pagina)
    return _append(proef.pdf, {nummer: pagina, 9000: noot})


def swapped_attachment(proef: Proef) -> bytes:
    return with_bron(proef.pdf, proef.bron.replace(b"Zilverwaard", b"Zilverwoud"))


def recomputed_json(proef: Proef) -> bytes:
    """Other data, with the fingerprint that belongs to them written into the seal as well."""
    bron = proef.bron.replace(b"Zilverwaard", b"Zilverwoud")
    oud, nieuw = (hashlib.sha256(data).hexdigest().encode() for data in (proef.bron, bron))
    return with_bron(proef.pdf, bron).replace(oud, nieuw)


def sealed_again_with_other_data(proef: Proef) -> bytes:
    """Even with our own key: data that are not what was frozen."""
    bron = proef.bron.replace(b"Zilverwaard", b"Zilverwoud")
    afdruk = hashlib.sha256(bron).hexdigest()
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 2, afdruk))
    return zegelaar().seal(with_bron(proef.basis, bron), zin).pdf


def sealed_over_other_data(proef: Proef) -> bytes:
    """The right sentence over the wrong data."""
    bron = proef.bron.replace(b"Zilverwaard", b"Zilverwoud")
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 2, hashlib.sha256(proef.bron).hexdigest()))
    return zegelaar().seal(with_bron(proef.basis, bron), zin).pdf


def sealed_again(proef: Proef) -> bytes:
    """The same report, sealed once more with our own key: not the file that everybody got."""
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 2, hashlib.sha256(proef.bron).hexdigest()))
    return zegelaar().seal(proef.basis, zin).pdf


def version_that_never_was(proef: Proef) -> bytes:
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 9, hashlib.sha256(proef.bron).hexdigest()))
    return zegelaar().seal(proef.basis, zin).pdf


def other_certificate(proef: Proef) -> bytes:
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 2, hashlib.sha256(proef.bron).hexdigest()))
    return andere_zegelaar().seal(proef.basis, zin).pdf


def other_seal_with_our_certificate(proef: Proef) -> bytes:
    """Another's seal, in which our certificate was put in place of theirs."""
    vals = bytearray(other_certificate(proef))
    begin, eind = _find_gat(vals)
    onze, hunne = zegelaar().certificaat.der.hex().upper(), andere_zegelaar().certificaat.der.hex().upper()
    gat = vals[begin:eind].decode()
    assert hunne in gat
    vals[begin:eind] = gat.replace(hunne, onze)[: eind - begin].ljust(eind - begin, "0").encode()
    return bytes(vals)


def second_signature(proef: Proef) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    feiten = signers.PdfSignatureMetadata(field_name="Nog een", md_algorithm="sha256")
    tweede = signers.PdfSigner(feiten, andere_zegelaar()._read().signer)
    return bytes(tweede.sign_pdf(IncrementalPdfFileWriter(BytesIO(proef.pdf))).getvalue())


def removed_seal(proef: Proef) -> bytes:
    def wijzig(document: pikepdf.Pdf) -> None:
        del document.Root.AcroForm
        del document.Root.Perms
        del document.pages[0].Annots

    return _edit(proef.pdf, wijzig)


def changed_metadata(proef: Proef) -> bytes:
    def wijzig(document: pikepdf.Pdf) -> None:
        document.docinfo["/Title"] = "Een ander verslag"

    return _edit(proef.pdf, wijzig)


def rewritten(proef: Proef) -> bytes:
    """Saved anew by a program, with nothing changed."""
    return _edit(proef.pdf, lambda _: None)


def encrypted(proef: Proef) -> bytes:
    return _edit(proef.pdf, lambda _: None, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))


def page_removed(proef: Proef) -> bytes:
    return _edit(proef.pdf, lambda document: document.pages.__delitem__(-1))


def page_in_another_file(proef: Proef) -> bytes:
    with pikepdf.new() as nieuw, pikepdf.open(BytesIO(proef.pdf)) as oud:
        nieuw.add_pages_from(oud)
        uit = BytesIO()
        nieuw.save(uit)
        return uit.getvalue()


def wrapped(proef: Proef) -> bytes:
    """The real file inside another one."""
    with pikepdf.new() as buiten:
        buiten.add_blank_page()
        attach(buiten, "echt.pdf", proef.pdf, pikepdf.Name.Data)
        uit = BytesIO()
        buiten.save(uit, compress_streams=False)
        return uit.getvalue()


def _with_bereik(pdf: bytes, bereik: tuple[int, int, int, int]) -> bytes:
    gevonden = re.search(rb"/ByteRange\s*\[[^\]]*\]", pdf)
    assert gevonden is not None
    nieuw = (b"/ByteRange [%d %d %d %d]" % bereik).ljust(len(gevonden[0]))
    return pdf[: gevonden.start()] + nieuw + pdf[gevonden.end() :]


def _read_bereik(pdf: bytes) -> tuple[int, int, int, int]:
    gevonden = re.search(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)", pdf)
    assert gevonden is not None
    return tuple(map(int, gevonden.groups()))  # type: ignore[return-value]


def wider_gap(proef: Proef) -> bytes:
    """The seal is said to leave out more than itself."""
    nul, links, rechts, rest = _read_bereik(proef.pdf)
    return _with_bereik(proef.pdf, (nul, links - 500, rechts + 100, rest - 100))


def signature_wrapping(proef: Proef) -> bytes:
    """What was sealed moved to the back; in between something of the attacker's own."""
    nul, links, rechts, rest = _read_bereik(proef.pdf)
    ertussen = b"\n%% van een ander\n" * 200
    vals = proef.pdf[:rechts] + ertussen + proef.pdf[rechts:]
    return _with_bereik(vals, (nul, links, rechts + len(ertussen), rest))


def universal_forgery(proef: Proef) -> bytes:
    """No byte is covered at all, which careless programs take for 'all is well'."""
    return _with_bereik(proef.pdf, (0, 0, 0, 0))


def negative_range(proef: Proef) -> bytes:
    return proef.pdf.replace(b"/ByteRange [0", b"/ByteRange [-")


def emptied_seal(proef: Proef) -> bytes:
    begin, eind = _find_gat(proef.pdf)
    return proef.pdf[:begin] + b"0" * (eind - begin) + proef.pdf[eind:]


def small_letters(proef: Proef) -> bytes:
    """The same seal, written otherwise."""
    begin, eind = _find_gat(proef.pdf)
    return proef.pdf[:begin] + proef.pdf[begin:eind].lower() + proef.pdf[eind:]


def filled_padding(proef: Proef) -> bytes:
    """Something hidden in the room behind the seal."""
    _, eind = _find_gat(proef.pdf)
    return proef.pdf[: eind - 8] + b"DEADBEEF" + proef.pdf[eind:]


def seal_of_another_report(proef: Proef) -> bytes:
    """Our own seal, taken off something else that we sealed."""
    ander = zegelaar().seal(with_bron(proef.basis, b'{"formaat":"x"}'), "Iets anders.").pdf
    begin, eind = _find_gat(proef.pdf)
    van, tot = _find_gat(ander)
    return proef.pdf[:begin] + ander[van:tot][: eind - begin].ljust(eind - begin, b"0") + proef.pdf[eind:]


def ours_but_no_report(proef: Proef) -> bytes:
    return zegelaar().seal(proef.basis, "Iets anders.").pdf


def two_sources(proef: Proef) -> bytes:
    def wijzig(document: pikepdf.Pdf) -> None:
        attach(document, "tweede.json", proef.bron, pikepdf.Name.Source)

    zin = write_zegelzin(Zegelplek(proef.sessie_id, 2, hashlib.sha256(proef.bron).hexdigest()))
    return zegelaar().seal(_edit(proef.basis, wijzig), zin).pdf


def no_source(proef: Proef) -> bytes:
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 2, hashlib.sha256(proef.bron).hexdigest()))
    return zegelaar().seal(with_bron(proef.basis, proef.bron, pikepdf.Name.Data), zin).pdf


def other_root(proef: Proef) -> bytes:
    """Behind the end: a catalog of the attacker's own, so that a reader shows other pages."""
    pagina = b"<< /Type /Page /Parent 9001 0 R /MediaBox [0 0 595 842] >>"
    objecten = {
        9000: b"<< /Type /Catalog /Pages 9001 0 R >>",
        9001: b"<< /Type /Pages /Kids [9002 0 R] /Count 1 >>",
        9002: pagina,
    }
    return _append(proef.pdf, objecten, root=b"9000 0 R")


def shifted_xref(proef: Proef) -> bytes:
    """The end points somewhere else."""
    return re.sub(rb"startxref\s+\d+\s+%%EOF\s*$", b"startxref\n116\n%%EOF\n", proef.pdf)


def shadow(proef: Proef) -> bytes:
    """A picture that covered something is taken away afterwards (shadow attack: hide)."""
    _, _, inhoud = _first_page(proef.pdf)
    return _append(proef.pdf, {inhoud: b"null"})


def junk_before(proef: Proef) -> bytes:
    return b"#!/bin/sh\nexit\n" + proef.pdf


def polyglot(proef: Proef) -> bytes:
    """A web page and a report at once."""
    return b"<!DOCTYPE html><html><body><!--" + proef.pdf + b"--></body></html>"


def zip_behind(proef: Proef) -> bytes:
    return proef.pdf + b"PK\x05\x06" + bytes(18)


def hidden_second_range(proef: Proef) -> bytes:
    """A comment that looks like a seal, to lead whoever searches astray."""
    return proef.pdf + b"\n% /ByteRange [0 10 20 30]\n"


def bomb(proef: Proef) -> bytes:
    """A few kilobytes that unfold to a gigabyte, in a file without a seal."""
    stroom = zlib.compress(bytes(64 * 1024 * 1024), 9)
    return b"%%PDF-1.7\n1 0 obj << /Type /EmbeddedFile /Length %d >> stream\n%b\nendstream endobj" % (
        len(stroom),
        stroom,
    )


def deep_seal(proef: Proef) -> bytes:
    """A seal that nests a hundred thousand levels deep."""
    diep = b""
    for _ in range(2000):
        diep = b"\x30\x82" + len(diep).to_bytes(2, "big") + diep
    hexgat = b"<" + diep.hex().upper().encode() + b">"
    kop = b"%PDF-1.7\n"
    staart = b"/ByteRange [0 %d %d %d]"
    lengte = len(staart % (len(kop), len(kop) + len(hexgat), 40))
    staart = (staart % (len(kop), len(kop) + len(hexgat), lengte)).ljust(lengte)
    return kop + hexgat + staart


class Vals(NamedTuple):
    maak: Callable[[Proef], bytes]
    ook_los: bool = True
    """Whether it shows without looking in the database."""


VERVALST = [
    *map(
        Vals,
        (
            replaced_page, annotation, swapped_attachment, recomputed_json, sealed_over_other_data, other_certificate,
            other_seal_with_our_certificate, second_signature, removed_seal, changed_metadata, rewritten, encrypted,
            page_removed, page_in_another_file, wrapped, wider_gap, signature_wrapping, universal_forgery,
            negative_range, emptied_seal, small_letters, filled_padding, seal_of_another_report, ours_but_no_report,
            two_sources, no_source, other_root, shifted_xref, shadow, junk_before, polyglot, zip_behind,
            hidden_second_range, bomb, deep_seal,
        ),
    ),
    # Made with our own key: only who knows what was sealed sees that this is something else.
    Vals(sealed_again, ook_los=False),
    Vals(sealed_again_with_other_data, ook_los=False),
    Vals(version_that_never_was, ook_los=False),
]  # fmt: skip


@pytest.mark.parametrize("vals", VERVALST, ids=lambda vals: vals.maak.__name__)
def test_no_crafted_change_gets_by(proef: Proef, vals: Vals) -> None:
    data = vals.maak(proef)
    assert data != proef.pdf
    assert check(data, proef).uitkomst is Uitkomst.NIET_IN_ORDE
    if vals.ook_los:
        assert check(data, proef, hier=False).uitkomst is Uitkomst.NIET_IN_ORDE


@pytest.mark.parametrize("staart", [b"\n", b" ", b"\0", b"%", b"\n%%EOF\n", b"x" * 100_000])
def test_nothing_can_be_added_behind_it(proef: Proef, staart: bytes) -> None:
    controle = check(proef.pdf + staart, proef)
    assert controle.uitkomst is Uitkomst.NIET_IN_ORDE
    assert "na het verzegelen iets aan dit bestand toegevoegd" in controle.uitleg


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        (b"", "is leeg"),
        (b"Beste lezer,", "geen PDF-bestand"),
        (b"PK\x03\x04" + bytes(100), "geen PDF-bestand"),
        (b"\x89PNG\r\n\x1a\n", "geen PDF-bestand"),
        ("Ayşe & Zoë".encode("utf-16"), "geen PDF-bestand"),
        (b"%PDF-1.7\n", "heeft geen zegel"),
        (b"%PDF-1.7\n" + bytes(50 * 1024 * 1024), "te groot"),
        (b"%PDF-1.7\n/Encrypt 5 0 R", "met een wachtwoord versleuteld"),
        (b"%PDF-1.7 /ByteRange [0 1 2 28]", "gewijzigd of beschadigd"),
        (b"%PDF-1.7 /ByteRange [0 999999999999 999999999999 999999999999]", "gewijzigd of beschadigd"),
        (random.Random(ZAAD).randbytes(100_000), "geen PDF-bestand"),
        (b"%PDF-1.7\n" + random.Random(ZAAD).randbytes(100_000), "heeft geen zegel"),
    ],
    ids=lambda waarde: waarde[:24] if isinstance(waarde, str) else f"{len(waarde)} bytes",
)  # fmt: skip
def test_whatever_else_is_given_is_told_in_words(proef: Proef, data: bytes, zin: str) -> None:
    controle = check(data, proef)
    assert controle.uitkomst is Uitkomst.NIET_IN_ORDE
    assert zin in controle.uitleg
    assert "vraag het verslag opnieuw op" in controle.uitleg
    json.dumps(controle.feiten)


def test_an_older_version_is_real_but_not_the_newest(proef: Proef) -> None:
    eerste = proef.ports.verslagen.list(proef.sessie_id)[0]
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 1, eerste.vingerafdruk))
    oud = zegelaar().seal(with_bron(proef.basis, eerste.inhoud.canonical), zin).pdf
    controle = check(oud, proef)
    assert controle.uitkomst is Uitkomst.VEROUDERD
    assert "Er is intussen een versie 2; die is vastgesteld." in controle.uitleg
    assert controle.feiten["hier_bekend"] == "geen bestand"


def test_a_report_of_a_conversation_that_is_gone_is_still_in_order(proef: Proef) -> None:
    elders = make_ports(zegelaar=zegelaar())
    controle = check_bestand(proef.pdf, zegelaar=elders.zegelaar, ports=elders)
    assert (controle.uitkomst, controle.feiten["hier_bekend"]) == (Uitkomst.IN_ORDE, "onbekend")


def test_a_seal_of_another_installation_counts_once_it_is_trusted_here(proef: Proef) -> None:
    ander = other_certificate(proef)
    assert "met een certificaat dat we hier niet kennen" in check(ander, proef).uitleg
    vertrouwd = check_bestand(
        ander, zegelaar=proef.ports.zegelaar, ports=proef.ports, bekend=[andere_zegelaar().certificaat]
    )
    assert (vertrouwd.uitkomst, vertrouwd.feiten["herkomst"]) == (Uitkomst.IN_ORDE, "bekend certificaat")


def test_what_another_installation_says_of_our_conversation_tells_nothing_about_it(proef: Proef) -> None:
    zin = write_zegelzin(Zegelplek(proef.sessie_id, 1, hashlib.sha256(proef.bron).hexdigest()))
    ander = andere_zegelaar().seal(proef.basis, zin).pdf
    controle = check_bestand(
        ander, zegelaar=proef.ports.zegelaar, ports=proef.ports, bekend=[andere_zegelaar().certificaat]
    )
    assert (controle.feiten["nieuwste_versie"], controle.feiten["hier_bekend"]) == (None, "niet nagekeken")


def test_whoever_holds_a_frozen_version_reads_why_it_has_no_seal(proef: Proef) -> None:
    controle = check(proef.basis, proef)
    assert controle.uitkomst is Uitkomst.NIET_IN_ORDE
    assert "die van versie 2 van ‘Regiogesprek Onderwijsregio Zilverwaard’" in controle.uitleg
    vreemd = check(with_bron(proef.basis, b'{"formaat":"gesprekskaart-verslag/1"}'), proef)
    assert "versie" not in vreemd.uitleg.partition("vastgesteld verslag")[0]


def test_the_seal_holds_for_a_certificate_that_was_replaced_since(proef: Proef, tmp_path: object) -> None:
    nieuw = make_zegelaar(load_settings(data_map=tmp_path))
    controle = check_bestand(proef.pdf, zegelaar=nieuw, ports=proef.ports)
    assert controle.uitkomst is Uitkomst.IN_ORDE
    alleen = check_bestand(proef.pdf, zegelaar=nieuw, ports=make_ports(zegelaar=nieuw))
    assert alleen.uitkomst is Uitkomst.NIET_IN_ORDE


def test_a_file_within_the_limit_is_looked_at_whatever_is_in_it() -> None:
    vol = b"%PDF-1.7\n" + b"/ByteRange [0 1 2 " * ((MAX_VERZEGELD - 9) // 18)
    assert check_bestand(vol, zegelaar=zegelaar(), ports=None).feiten["reden"] == "geen zegel"
