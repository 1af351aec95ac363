"""The report: GET of the large example's newest frozen version as PDF, from request to last byte.

Cold is the first report of a server that just started; warm are the ones after it.
"""

from __future__ import annotations

import time

import httpx2

from benchmarks.meting import Meting, spread
from benchmarks.proefserver import Proefmap, serving

DOEL_MS = 1000.0
STARTS = 3
WARM = 10
GROEP = "PDF van het grote voorbeeld"


def measure(proef: Proefmap) -> list[Meting]:
    koud: list[float] = []
    warm: list[float] = []
    omvang = 0
    for start in range(STARTS):
        with (
            serving(proef.map) as server,
            httpx2.Client(base_url=server.adres, cookies=proef.cookies, timeout=60) as client,
        ):
            client.get("/gk/gezond")
            for keer in range(1 + (WARM if start == 0 else 0)):
                begin = time.perf_counter()
                antwoord = client.get(f"/gk/verslag/{proef.sessie}/2.pdf").raise_for_status()
                (warm if keer else koud).append(time.perf_counter() - begin)
                omvang = len(antwoord.content)
    return [
        Meting(GROEP, f"koud ({omvang / 1024:.0f} KiB)", "ms", spread(koud, 50), len(koud), ("p50", DOEL_MS)),
        Meting(GROEP, "warm", "ms", spread(warm, 50, 95), len(warm), ("p50", DOEL_MS)),
    ]
