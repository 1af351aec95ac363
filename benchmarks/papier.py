"""The PDF itself: the large example, tagged and as PDF/A-3a, against another maker of tagged PDF on the same content.

In a process of its own, without server: how long each takes, how that grows with the number of pages, and what memory
it takes. The peer gets the same elements in the same order as HTML, with the same font and page size. Growth and the
comparison are in time of the processor: both use one core, and neighbours on the machine then weigh less.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from uuid import UUID

from pypdf import PdfReader

from benchmarks.meting import Meting, spread
from gesprekskaart.pdf import Variant, render_verslag
from gesprekskaart.pdf.elementen import Alinea, Beeld, Blokken, Rol, Samen, Tabel
from gesprekskaart.pdf.letters import register_letters
from gesprekskaart.pdf.verslag import make_story
from gesprekskaart.pdf.zetter import Zetter
from gesprekskaart.verslag import Versie, Verslag
from gesprekskaart.voorbeelden import voorbeelden

GROEP = "PDF/UA-1 en PDF/A-3a, zonder server"
DOEL_MS, DOEL_DEEL, DOEL_GROEI, DOEL_MIB = 1000.0, 20.0, 1.25, 300.0
WARM = 5
GROEI = (4, 24)
"""How many times each answer stands there: some 100 and some 500 pages."""


def measure() -> list[Meting]:
    verslag = _read_verslag()
    render_verslag(verslag)
    seconden = [_time(verslag) for _ in range(WARM)]
    eigen = spread(seconden, 50)
    paginas = len(PdfReader(BytesIO(render_verslag(verslag))).pages)
    uit = [Meting(GROEP, f"het grote voorbeeld ({paginas} blz.)", "ms", eigen, WARM, ("p50", DOEL_MS))]
    uit += _measure_groei()
    return uit + _measure_weasyprint(verslag)


def _read_verslag() -> Verslag:
    versies = [Versie(sessie_id=UUID(int=1), **dict(v)) for v in voorbeelden()[0].versies]
    versie, eerdere = versies[-1], tuple(versies[:-1])
    namen = {zegel.nummer: zegel.naam for zegel in versie.namen}
    return Verslag(inhoud=versie.inhoud, namen=namen, versie=versie, eerdere=eerdere, gemaakt_op=versie.bevroren_op)


def _time(verslag: Verslag) -> float:
    begin = time.perf_counter()
    render_verslag(verslag)
    return time.perf_counter() - begin


def _measure_groei() -> list[Meting]:
    """Time per page of a report of some 500 pages against one of some 100, and the memory that the longer one takes."""
    per_pagina = []
    uit: list[Meting] = []
    for keer in GROEI:
        lang = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.papier", str(keer)], capture_output=True, check=True, text=True
            ).stdout
        )
        per_pagina.append(lang["ms"] / lang["paginas"])
        uit.append(Meting(GROEP, f"{lang['paginas']} bladzijden (rekentijd)", "ms", {"tijd": lang["ms"]}))
    uit.append(
        Meting(
            GROEP,
            "per bladzijde, lang tegen kort",
            "×",
            {"groei": per_pagina[1] / per_pagina[0]},
            1,
            ("groei", DOEL_GROEI),
        )
    )
    return [
        *uit,
        Meting(GROEP, "geheugen daarbij (RSS, hele proces)", "MiB", {"rss": lang["mib"]}, 1, ("rss", DOEL_MIB)),
    ]


def _measure_weasyprint(verslag: Verslag) -> list[Meting]:
    try:
        from weasyprint import HTML  # noqa: PLC0415 -- it looks for libraries that are not everywhere
    except OSError as fout:
        wat = "weasyprint vindt zijn bibliotheken niet; op Debian: apt install libpango-1.0-0 libpangoft2-1.0-0"
        print(f"{wat} ({fout})", file=sys.stderr)
        return []
    html = make_html(verslag)
    HTML(string="<p>Warm.</p>").write_pdf(pdf_variant="pdf/ua-1")
    hun = _time_cpu(lambda: HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))
    eigen = _time_cpu(lambda: render_verslag(verslag))
    return [
        Meting(GROEP, "weasyprint, pdf/ua-1, zelfde inhoud (rekentijd)", "ms", {"tijd": hun * 1000}),
        Meting(GROEP, "wij, als deel daarvan", "%", {"deel": 100 * eigen / hun}, 1, ("deel", DOEL_DEEL)),
    ]


def _time_cpu(make: Callable[[], object]) -> float:
    # What others left in memory is not looked through again for the one who comes after them.
    gc.collect()
    gc.freeze()
    begin = time.process_time()
    make()
    duur = time.process_time() - begin
    gc.unfreeze()
    return duur


def make_html(verslag: Verslag) -> str:
    """Everything that stands in the report, element by element."""
    register_letters()
    zetter = Zetter()
    story = make_story(zetter, verslag, Variant.VOLLEDIG)
    fonts = Path(__file__).parents[1] / "gesprekskaart" / "pdf" / "fonts"
    snedes = "".join(
        f"@font-face {{ font-family: S; font-weight: {dikte}; src: url({(fonts / naam).as_uri()}) }}"
        for dikte, naam in ((400, "SourceSans3-Regular.ttf"), (600, "SourceSans3-Semibold.ttf"))
    )
    stijl = (
        f"{snedes} @page {{ size: A4; margin: 25mm; @bottom-right {{ content: counter(page) }} }}"
        " body { font: 10.5pt/14pt S } h1,h2,h3,h4,th { font-weight: 600 }"
        " p,h1,h2,h3,h4 { padding-left: 20mm; position: relative; margin: 0 0 1.6mm }"
        " .l { position: absolute; left: 0 }"
        " table { border-collapse: collapse } td,th { text-align: left; vertical-align: top; font-size: 9.5pt }"
        " tr { border-bottom: 0.4pt solid #C9C5BB } .p { background: #F6F4EF; border-left: 0.8mm solid #0B5D66 }"
    )
    lijf = "".join(_walk_html(story))
    kop = f'<!doctype html><html lang="nl"><head><title>Verslag</title><style>{stijl}</style></head>'
    return f"{kop}<body>{lijf}</body></html>"


def _walk_html(blokken: Blokken) -> Iterator[str]:
    for blok in blokken:
        if isinstance(blok, Samen):
            yield from _walk_html(blok.blokken)
        elif isinstance(blok, Tabel):
            yield "<table>"
            for nummer, rij in enumerate(blok.rijen):
                regel = "<tr>" + "".join(_write(cel, cel.rol.lower()) for cel in rij) + "</tr>"
                yield regel if nummer else f"<thead>{regel}</thead>"
            yield "</table>"
        elif isinstance(blok, Alinea):
            yield _write(blok, blok.rol.lower() if blok.rol in (Rol.H1, Rol.H2, Rol.H3, Rol.H4) else "p")
        elif isinstance(blok, Beeld):
            yield f"<p>{escape(blok.alternatief)}</p>"


def _write(alinea: Alinea, soort: str) -> str:
    tekst = escape("".join(getattr(deel, "text", "") for deel in alinea.frags))
    label = f'<b class="l">{escape(alinea.bulletText)}</b> ' if alinea.bulletText else ""
    paneel = ' class="p"' if getattr(alinea.style, "vlak", None) else ""
    return f"<{soort}{paneel}>{label}{tekst}</{soort}>"


def _measure_lang(keer: int) -> dict[str, float]:
    """Of one long report: time, pages, and the most memory that this process ever took."""
    import resource  # noqa: PLC0415 -- not on every platform, and only this needs it

    verslag = _read_verslag()
    render_verslag(verslag)
    antwoorden = tuple(
        antwoord.model_copy(update={"tekst": "\n\n".join([antwoord.tekst] * keer * 4)})
        for antwoord in verslag.inhoud.antwoorden
    )
    lang = verslag.model_copy(
        update={"inhoud": verslag.inhoud.model_copy(update={"antwoorden": antwoorden}), "eerdere": ()}
    )
    begin = time.process_time()
    data = render_verslag(lang)
    ms = (time.process_time() - begin) * 1000
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ms": ms, "paginas": len(PdfReader(BytesIO(data)).pages), "mib": mib}


if __name__ == "__main__":
    print(json.dumps(_measure_lang(int(sys.argv[1]))))
