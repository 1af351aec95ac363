"""Sealing and checking the large example, and whether others wait meanwhile.

Cold is the first time in a process, with what has to be loaded for it; warm are the ones after it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import httpx2

from benchmarks.meting import Meting, spread
from benchmarks.proefserver import WORTEL, Proefmap, open_ports, serving
from gesprekskaart.account import Wie
from gesprekskaart.pdf import render_verslag
from gesprekskaart.ports import Ports
from gesprekskaart.services.aanmelden import add_account
from gesprekskaart.services.controleren import check_bestand
from gesprekskaart.services.uitwisselen import import_sessie
from gesprekskaart.services.verslagen import make_pdf, make_verslag
from gesprekskaart.sessie import Stand
from gesprekskaart.voorbeelden import voorbeelden
from gesprekskaart.zegel import Zegelplek, write_zegelzin

ZEGEL_MS, CONTROLE_MS, RUST_MS = 150.0, 300.0, 250.0
KEREN = 20
TIKKEN = 60
GROEP = "Zegel op het grote voorbeeld"

KOUD = """
import sys, time
from pathlib import Path
from benchmarks.zegel import prepare
pdf, zin, ports = prepare(Path(sys.argv[1]))
begin = time.perf_counter()
verzegeld = ports.zegelaar.seal(pdf, zin).pdf
midden = time.perf_counter()
from gesprekskaart.services.controleren import check_bestand
check_bestand(verzegeld, zegelaar=ports.zegelaar, ports=ports)
print(midden - begin, time.perf_counter() - midden)
"""


def measure(proef: Proefmap) -> list[Meting]:
    koud = subprocess.run(
        [sys.executable, "-c", KOUD, str(proef.map / "koud")], cwd=WORTEL, capture_output=True, text=True, check=True
    )
    koud_zegel, koud_controle = map(float, koud.stdout.split())
    zegels, controles, omvang = _measure_here(proef.map / "warm")
    wachten = _measure_others(proef)
    return [
        Meting(
            GROEP, f"verzegelen, warm ({omvang / 1024:.0f} KiB)", "ms", spread(zegels, 50, 95), KEREN, ("p50", ZEGEL_MS)
        ),
        Meting(GROEP, "controleren, warm", "ms", spread(controles, 50, 95), KEREN, ("p50", CONTROLE_MS)),
        Meting(GROEP, "verzegelen, koud, met laden en sleutel maken", "ms", spread([koud_zegel], 50)),
        Meting(GROEP, "controleren, koud", "ms", spread([koud_controle], 50)),
        Meting(
            GROEP,
            "een verzoek van een ander terwijl er vier controleren",
            "ms",
            spread(wachten, 50, 95),
            TIKKEN,
            ("p95", RUST_MS),
        ),
    ]


def prepare(map_: Path) -> tuple[bytes, str, Ports]:
    """The large example as established, drawn but not sealed, with what its seal says."""
    ports = open_ports(map_)
    wie, sessie_id = _add(ports)
    versie = ports.verslagen.list(sessie_id)[-1]
    pdf = render_verslag(make_verslag(wie, sessie_id, versie.nummer, ports=ports))
    return pdf, write_zegelzin(Zegelplek(sessie_id, versie.nummer, versie.vingerafdruk)), ports


def _add(ports: Ports) -> tuple[Wie, UUID]:
    account = add_account("zegelmeting", beheerder=True, accounts=ports.accounts, now=ports.now, new_id=uuid4)
    wie = Wie(account=account)
    vast = voorbeelden()[0].model_copy(update={"stand": Stand.VASTGESTELD})
    return wie, import_sessie(wie, vast, ports=ports, new_id=uuid4)


def _measure_here(map_: Path) -> tuple[list[float], list[float], int]:
    pdf, zin, ports = prepare(map_)
    zegels, controles, verzegeld = [], [], b""
    for _ in range(1 + KEREN):
        begin = time.perf_counter()
        verzegeld = ports.zegelaar.seal(pdf, zin).pdf
        zegels.append(time.perf_counter() - begin)
    (sessie,) = ports.sessies.list_all()
    (account,) = ports.accounts.list()
    verzegeld = make_pdf(Wie(account=account), sessie.sessie.id, 2, ports=ports).data
    for _ in range(1 + KEREN):
        begin = time.perf_counter()
        controle = check_bestand(verzegeld, zegelaar=ports.zegelaar, ports=ports)
        controles.append(time.perf_counter() - begin)
        assert controle.feiten["verzegeld"], controle
    return zegels[1:], controles[1:], len(verzegeld)


def _measure_others(proef: Proefmap) -> list[float]:
    """How long somebody waits for a small answer while four others have files checked, one after the other."""
    ports = open_ports(proef.map)
    vast = voorbeelden()[0].model_copy(update={"stand": Stand.VASTGESTELD})
    (account,) = [account for account in ports.accounts.list() if account.id == proef.account]
    sessie_id = import_sessie(Wie(account=account), vast, ports=ports, new_id=uuid4)
    wachten: list[float] = []
    with serving(proef.map) as server:
        with httpx2.Client(base_url=server.adres, cookies=proef.cookies, timeout=60) as client:
            bestand = client.get(f"/gk/verslag/{sessie_id}/2.pdf").raise_for_status().content
        klaar: list[bool] = []

        def check_on() -> int:
            # Within what one address may do in a minute.
            keren = 0
            with httpx2.Client(base_url=server.adres, headers={"origin": server.adres}, timeout=60) as client:
                while not klaar and keren < 14:
                    client.post("/gk/controle", files={"bestand": ("verslag.pdf", bestand)}).raise_for_status()
                    keren += 1
            return keren

        with ThreadPoolExecutor(4) as anderen, httpx2.Client(base_url=server.adres, timeout=60) as client:
            taken = [anderen.submit(check_on) for _ in range(4)]
            while len(wachten) < TIKKEN and not all(taak.done() for taak in taken):
                begin = time.perf_counter()
                client.get("/gk/gezond").raise_for_status()
                wachten.append(time.perf_counter() - begin)
                time.sleep(0.02)
            klaar.append(True)
            assert sum(taak.result() for taak in taken) > 0
    return wachten
