"""What reportlab cannot say of a file: its structure (PDF/UA-1), what it is (PDF/A-3a) and where it came from.

Everything here follows from the report itself, so equal reports stay equal files, byte for byte.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from gesprekskaart.pdf.kleurprofiel import make_srgb
from gesprekskaart.pdf.merken import Knoop
from gesprekskaart.pdf.velden import add_velden

_MAKER = "Gesprekskaart met ReportLab en pikepdf"
_PRINT = 4
"""Annotation flag: part of the page when it is printed."""


class Documentgegevens(NamedTuple):
    """What the file says of itself."""

    titel: str
    auteur: str
    onderwerp: str
    gemaakt_op: datetime
    invulbaar: bool = False
    """To be filled in. It is then no PDF/A: readers open that only to look at."""


class Bijlage(NamedTuple):
    """A file within the file: the source of what stands in it."""

    naam: str
    media_type: str
    omschrijving: str
    data: bytes


def finish(
    data: bytes, boom: Knoop, bladen: Sequence[Sequence[Knoop]], gegevens: Documentgegevens, bijlage: Bijlage | None
) -> bytes:
    """The same pages as PDF/UA-1, and PDF/A-3a unless it is to be filled in.

    `bladen`: of each page the elements of its pieces, by MCID.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        _Structuur(pdf, bladen).add(boom)
        add_velden(pdf)
        _add_gegevens(pdf, gegevens)
        _add_kleuren(pdf)
        if bijlage:
            _add_bijlage(pdf, bijlage, gegevens.gemaakt_op)
        _guard_ends(pdf)
        return _save(pdf)


def _guard_ends(pdf: Pdf) -> None:
    """Write every stream so that it does not end with a carriage return.

    With the line feed after it that would be read as one end of line, and the length in the file as one too many:
    against PDF/A, and the chance is 1 in 256 for each stream. How a packed stream ends follows from its bytes alone, so
    they are written as the difference with the byte before (a PNG predictor): every reader knows that, and gives the
    same bytes back.
    """
    for stroom in pdf.objects:
        if isinstance(stroom, Stream) and stroom.read_raw_bytes().endswith(_RETURN):
            data = stroom.read_bytes()
            verpakt = (_pack(data, soort) for soort in _VOORSPELLERS)
            goed = next((stuk for stuk in verpakt if not stuk.endswith(_RETURN)), None)
            if goed is not None:
                maten = Dictionary(Predictor=15, Columns=len(data))
                stroom.write(goed, filter=Name.FlateDecode, decode_parms=maten)


_RETURN = b"\r"

_VOORSPELLERS = {1: 1, 3: 2}
"""Kinds of PNG predictor (Sub, Average) for one row, with what the byte before is divided by."""


def _pack(data: bytes, soort: int) -> bytes:
    deler = _VOORSPELLERS[soort]
    verschillen = bytes((nu - vorig // deler) & 255 for vorig, nu in zip(b"\0" + data, data, strict=False))
    return zlib.compress(bytes([soort]) + verschillen, 9)


def _save(pdf: Pdf) -> bytes:
    """The file; laid out otherwise as long as a stream that is made on saving ends wrongly."""
    for sleutel in (*_VERSCHUIVERS, None):
        uit = BytesIO()
        pdf.save(
            uit,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
        )
        if _RETURN + b"\nendstream" not in uit.getvalue():
            break
        if sleutel:
            # As an object of its own it shifts the numbers of all that follow, and so every such stream changes.
            pdf.Root[sleutel] = pdf.make_indirect(pdf.Root[sleutel])
    return uit.getvalue()


_VERSCHUIVERS = (Name.MarkInfo, Name.OutputIntents, Name.ViewerPreferences, Name.Lang)


class _Structuur:
    """Writes the tree, with the way back from each piece of a page to its element."""

    def __init__(self, pdf: Pdf, bladen: Sequence[Sequence[Knoop]]) -> None:
        self._pdf, self._bladen = pdf, bladen
        self._paginas = [pagina.obj for pagina in pdf.pages]
        self._gemaakt: dict[int, Any] = {}
        self._aanwijzers: list[Any] = []

    def add(self, boom: Knoop) -> None:
        """Hang the tree in the document, and say that it is there."""
        wortel = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        wortel.K = self._write(boom, wortel)
        nummers: list[Any] = []
        for nummer, pagina in enumerate(self._paginas):
            pagina.Tabs, pagina.StructParents = Name.S, nummer
            stukken = [self._gemaakt[id(knoop)] for knoop in self._bladen[nummer]]
            nummers += [nummer, self._pdf.make_indirect(Array(stukken))]
        for nummer, element in enumerate(self._aanwijzers, start=len(self._paginas)):
            nummers += [nummer, element]
        wortel.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(nummers)))
        wortel.ParentTreeNextKey = len(self._paginas) + len(self._aanwijzers)
        self._pdf.Root.StructTreeRoot = wortel
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _write(self, knoop: Knoop, ouder: Any) -> Any:
        element = self._pdf.make_indirect(Dictionary(S=Name(f"/{knoop.soort}"), P=ouder))
        self._gemaakt[id(knoop)] = element
        _describe(element, knoop)
        delen: list[Any] = []
        for blad, nummer in knoop.stukken:
            if blad == knoop.stukken[0].blad:
                delen.append(nummer)
            else:
                delen.append(Dictionary(Type=Name.MCR, Pg=self._paginas[blad], MCID=nummer))
        if knoop.stukken:
            element.Pg = self._paginas[knoop.stukken[0].blad]
        if knoop.aanwijzer:
            delen.append(self._write_aanwijzer(knoop, element))
        delen += [self._write(kind, element) for kind in knoop.kinderen if _has_inhoud(kind)]
        if delen:
            element.K = delen[0] if len(delen) == 1 else Array(delen)
        return element

    def _write_aanwijzer(self, knoop: Knoop, element: Any) -> Any:
        if knoop.aanwijzer is None:
            raise ValueError("only a link or a field has an annotation")
        pagina = self._paginas[knoop.aanwijzer.blad]
        aanwijzer = pagina.Annots[knoop.aanwijzer.nummer]
        aanwijzer[Name.TU if knoop.soort == "Form" else Name.Contents] = String(knoop.alternatief)
        aanwijzer.F = _PRINT
        aanwijzer.StructParent = len(self._paginas) + len(self._aanwijzers)
        self._aanwijzers.append(element)
        return Dictionary(Type=Name.OBJR, Obj=aanwijzer, Pg=pagina)


_MAG_LEEG = frozenset({"Document", "TR", "TH", "TD", "THead", "TBody"})
"""An empty cell keeps its place in the row."""


def _has_inhoud(knoop: Knoop) -> bool:
    eigen = knoop.soort in _MAG_LEEG or bool(knoop.stukken) or knoop.aanwijzer is not None
    return eigen or any(map(_has_inhoud, knoop.kinderen))


def _describe(element: Any, knoop: Knoop) -> None:
    if knoop.alternatief and not knoop.aanwijzer:
        element.Alt = String(knoop.alternatief)
    if knoop.werkelijk:
        element.ActualText = String(knoop.werkelijk)
    if knoop.taal:
        element.Lang = String(knoop.taal)
    if knoop.bereik:
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{knoop.bereik}"))
    if knoop.kader:
        element.A = Dictionary(O=Name.Layout, BBox=Array([round(maat, 2) for maat in knoop.kader]))


def _add_gegevens(pdf: Pdf, gegevens: Documentgegevens) -> None:
    """The same in both places where a file can tell of itself: the info dictionary, and XMP."""
    moment = gegevens.gemaakt_op.astimezone(UTC).replace(microsecond=0)
    datum = moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(gegevens.titel),
            Author=String(gegevens.auteur),
            Subject=String(gegevens.onderwerp),
            Creator=String("Gesprekskaart"),
            Producer=String(_MAKER),
            CreationDate=String(datum),
            ModDate=String(datum),
        )
    )
    xmp = Stream(pdf, _make_xmp(gegevens, moment.isoformat()).encode())
    xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(xmp)
    pdf.Root.Lang = String("nl")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _make_xmp(gegevens: Documentgegevens, moment: str) -> str:
    return _XMP.format(
        titel=escape(gegevens.titel),
        auteur=escape(gegevens.auteur),
        onderwerp=escape(gegevens.onderwerp),
        maker=_MAKER,
        moment=moment,
        bewaarvorm="" if gegevens.invulbaar else _BEWAARVORM,
    )


def _add_kleuren(pdf: Pdf) -> None:
    profiel = Stream(pdf, make_srgb())
    profiel.N = 3
    soort = "sRGB IEC61966-2.1"
    uitvoer = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(soort),
        Info=String(soort),
        DestOutputProfile=pdf.make_indirect(profiel),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(uitvoer)])


def _add_bijlage(pdf: Pdf, bijlage: Bijlage, gemaakt_op: datetime) -> None:
    bestand = Stream(pdf, zlib.compress(bijlage.data, 9))
    bestand.Filter = Name.FlateDecode
    bestand.Type, bestand.Subtype = Name.EmbeddedFile, Name(f"/{bijlage.media_type}")
    bestand.Params = Dictionary(
        Size=len(bijlage.data),
        # The checksum that the format has; it proves nothing, and nothing here leans on it.
        CheckSum=String(hashlib.md5(bijlage.data, usedforsecurity=False).digest()),
        ModDate=String(gemaakt_op.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")),
    )
    inhoud = pdf.make_indirect(bestand)
    verwijzing = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(bijlage.naam),
            UF=String(bijlage.naam),
            Desc=String(bijlage.omschrijving),
            AFRelationship=Name.Source,
            EF=Dictionary(F=inhoud, UF=inhoud),
        )
    )
    pdf.Root.AF = Array([verwijzing])
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array([String(bijlage.naam), verwijzing]))


_BEWAARVORM = """<pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   """

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titel}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{auteur}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{onderwerp}</rdf:li></rdf:Alt></dc:description>
   <dc:language><rdf:Bag><rdf:li>nl</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>Gesprekskaart</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
   <xmp:MetadataDate>{moment}</xmp:MetadataDate>
   <pdf:Producer>{maker}</pdf:Producer>
   {bewaarvorm}<pdfuaid:part>1</pdfuaid:part>
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 standard</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
