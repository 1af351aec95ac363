"""The peer: the least that a durable save takes, on the same framework, server and database settings.

No cookie, rights, revision, log or retry: what it lacks is what we add. Run by proefserver.py.
"""

from __future__ import annotations

import socket
import sqlite3
import sys
from pathlib import Path
from threading import Lock

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def make_app(bestand: Path) -> Starlette:
    db = sqlite3.connect(bestand, check_same_thread=False, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE tekst (nummer INTEGER PRIMARY KEY, plek TEXT, tekst TEXT)")
    beurt = Lock()

    def write(plek: str, tekst: str) -> int:
        with beurt:
            db.execute("BEGIN IMMEDIATE")
            nummer = db.execute("INSERT INTO tekst (plek, tekst) VALUES (?, ?)", (plek, tekst)).lastrowid
            db.execute("COMMIT")
        return nummer or 0

    async def post(request: Request) -> JSONResponse:
        invoer = await request.json()
        return JSONResponse({"revisie": await run_in_threadpool(write, invoer["plek"], invoer["tekst"])})

    return Starlette(routes=[Route("/gk/tekst", post, methods=["POST"])])


class Server(uvicorn.Server):
    """Says where it is as soon as it answers, as the real one does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"http://127.0.0.1:{self.config.port}", flush=True)


if __name__ == "__main__":
    config = uvicorn.Config(make_app(Path(sys.argv[1])), port=int(sys.argv[2]), access_log=False, log_level="warning")
    Server(config).run()
