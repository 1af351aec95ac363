"""What surrounds every answer: Streamlit's page in Dutch, safe headers, our own files, Dutch for a wrong address."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from tests.integration.webproef import make_client
from tests.nep import make_ports
from web.middleware import make_middleware, translate_page

PAGINA = '<html lang="en"><head><title>Streamlit</title></head><body></body></html>'


@pytest.fixture
def client() -> TestClient:
    """Our routes and middleware around the page and files that Streamlit really serves, compressed as it does."""
    streamlit = Starlette(routes=create_streamlit_static_assets_routes(base_url=None))
    streamlit.add_middleware(GZipMiddleware, minimum_size=1)
    return make_client(make_ports(), erbij=(Mount("/", app=streamlit),))


def around(*routes: Route) -> TestClient:
    return TestClient(Starlette(routes=list(routes), middleware=make_middleware()))


@pytest.mark.parametrize("pad", ["/", "/gesprek", "/index.html"])
def test_streamlits_page_is_dutch_on_every_screen(client: TestClient, pad: str) -> None:
    antwoord = client.get(pad, headers={"accept-encoding": "gzip"})
    assert antwoord.status_code == 200
    assert '<html lang="nl">' in antwoord.text
    assert "<title>Gesprekskaart</title>" in antwoord.text
    assert '<script defer src="/gk/statisch/nederlands.js"></script>' in antwoord.text
    assert "De Gesprekskaart heeft JavaScript nodig." in antwoord.text
    for rest in ('lang="en"', "<title>Streamlit", "You need to enable", "agent", "favicon.png", "<script>", "<!--"):
        assert rest not in antwoord.text
    assert 'type="module"' in antwoord.text
    assert '<div id="root"></div>' in antwoord.text


def test_no_style_sheet_of_the_page_styles_what_is_of_another(client: TestClient) -> None:
    bladen = [
        client.get(adres).text for adres in re.findall(r'href="(/gk/statisch/[\w-]+\.css)"', client.get("/").text)
    ]
    assert len(bladen) > 1
    geteld = Counter(
        naam for blad in bladen for naam in set(re.findall(r"^(\.gk-[\w-]+)(?: \{|,)", blad, re.MULTILINE))
    )
    assert [naam for naam, aantal in geteld.items() if aantal > 1] == []


def test_the_page_carries_no_marks_of_the_file_that_it_was_made_of(client: TestClient) -> None:
    antwoord = client.get("/", headers={"accept-encoding": "gzip"})
    assert not {"etag", "last-modified", "content-encoding", "accept-ranges"} & set(antwoord.headers)
    assert int(antwoord.headers["content-length"]) == len(antwoord.content)


def test_a_browser_that_has_an_old_page_gets_the_new_one(client: TestClient) -> None:
    oud = {"if-none-match": "*", "if-modified-since": "Sun, 22 Nov 2099 00:00:00 GMT", "range": "bytes=0-9"}
    antwoord = client.get("/", headers=oud)
    assert antwoord.status_code == 200
    assert antwoord.text.rstrip().endswith("</html>")


def test_asking_only_for_the_headers_gives_no_body(client: TestClient) -> None:
    antwoord = client.head("/")
    assert (antwoord.status_code, antwoord.content) == (200, b"")


def test_a_page_that_comes_in_pieces_is_rewritten_whole() -> None:
    async def in_pieces(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        for deel in (PAGINA[:9], PAGINA[9:20], PAGINA[20:]):
            await send({"type": "http.response.body", "body": deel.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    antwoord = TestClient(Starlette(routes=[Mount("/", app=in_pieces)], middleware=make_middleware())).get("/")
    assert antwoord.text == translate_page(PAGINA)
    assert 'lang="nl"' in antwoord.text


def test_what_is_no_page_is_passed_on_as_it_is(client: TestClient) -> None:
    async def tekst(_: Request) -> Response:
        return PlainTextResponse(PAGINA)

    async def fout(_: Request) -> Response:
        return HTMLResponse(PAGINA, status_code=500)

    gewoon = around(Route("/tekst", tekst), Route("/fout", fout), Route("/media/x", fout))
    assert [gewoon.get(pad).text for pad in ("/tekst", "/fout", "/media/x")] == [PAGINA] * 3


def test_files_of_streamlit_stay_compressed_and_cacheable(client: TestClient) -> None:
    script = client.get("/").text.split('src="./static/js/')[1].split('"')[0]
    antwoord = client.get(f"/static/js/{script}", headers={"accept-encoding": "gzip"})
    assert antwoord.headers["content-encoding"] == "gzip"
    assert "etag" in antwoord.headers


def test_a_websocket_passes_through() -> None:
    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(await socket.receive_text())

    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", echo)], middleware=make_middleware())
    with TestClient(app).websocket_connect("/_stcore/stream") as socket:
        socket.send_text("hallo")
        assert socket.receive_text() == "hallo"


def test_a_line_that_falls_away_while_it_is_being_closed_is_no_bug(caplog: pytest.LogCaptureFixture) -> None:
    afgerond = []

    async def close_twice(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()
        afgerond.append(socket)
        await socket.close()

    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", close_twice)], middleware=make_middleware())
    with TestClient(app).websocket_connect("/_stcore/stream"):
        pass
    assert afgerond
    assert not caplog.records


@pytest.mark.parametrize(
    "pad", ["/", "/gk/aanmelden", "/gk/gezond", "/gk/nietes", "/gk/tekst", "/gk/statisch/pagina.css"]
)
def test_every_answer_has_the_headers_that_keep_a_browser_safe(client: TestClient, pad: str) -> None:
    headers = client.get(pad).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    beleid = dict(regel.split(" ", 1) for regel in headers["content-security-policy"].split("; "))
    assert beleid["default-src"] == beleid["frame-ancestors"] == beleid["base-uri"] == "'none'"
    assert "unsafe" not in beleid.get("script-src", "'none'")
    assert not any("http" in bron or "*" in bron for bron in beleid.values())


def test_plain_pages_may_run_no_script_at_all(client: TestClient) -> None:
    beleid = client.get("/gk/aanmelden").headers["content-security-policy"]
    assert "script-src" not in beleid
    assert "unsafe" not in beleid


def test_a_wrong_address_gets_a_dutch_page_and_a_program_gets_json(client: TestClient) -> None:
    for pad in ("/gk/nietes", "/gk/", "/gk/statisch/nietes.css", "/gk/statisch/../aanmelden.py", "/gk/gezond/x"):
        pagina = client.get(pad, headers={"accept": "text/html"})
        assert (pagina.status_code, "Deze pagina is er niet" in pagina.text) == (404, True)
        assert set(client.get(pad).json()) == {"melding"}
    assert client.put("/gk/tekst").status_code == 404


def test_it_says_that_it_is_well(client: TestClient) -> None:
    assert client.get("/gk/gezond").json() == {"ok": True}


@pytest.mark.parametrize(
    ("naam", "soort"),
    [
        ("pagina.css", "text/css"),
        ("nederlands.js", "text/javascript"),
        ("source-sans-3.woff2", "font/woff2"),
        ("gesprekskaart.svg", "image/svg+xml"),
    ],
)
def test_our_own_files_are_served_by_ourselves_and_asked_again(client: TestClient, naam: str, soort: str) -> None:
    antwoord = client.get(f"/gk/statisch/{naam}")
    assert antwoord.headers["content-type"].startswith(soort)
    assert antwoord.headers["cache-control"] == "no-cache"
    weer = client.get(f"/gk/statisch/{naam}", headers={"if-none-match": antwoord.headers["etag"]})
    assert weer.status_code == 304


@pytest.mark.parametrize("naam", ["pagina.css", "nederlands.js", "gesprekskaart.svg"])
def test_our_own_files_ask_nothing_of_other_websites(client: TestClient, naam: str) -> None:
    tekst = client.get(f"/gk/statisch/{naam}").text.replace("http://www.w3.org/2000/svg", "")
    assert "http" not in tekst
    assert "//cdn" not in tekst


def test_a_page_is_asked_for_uncompressed() -> None:
    gevraagd: list[str | None] = []

    async def page(request: Request) -> Response:
        gevraagd.append(request.headers.get("accept-encoding"))
        return HTMLResponse(PAGINA)

    antwoord = around(Route("/", page)).get("/", headers={"accept-encoding": "gzip"})
    assert gevraagd == [None]
    assert antwoord.text == translate_page(PAGINA)


async def break_down(request: Request) -> Response:
    raise RuntimeError("geheim uit de database")


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_a_bug_of_ours_is_told_in_dutch_and_logged_with_its_trace(
    accept: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = around(Route("/gk/mee/{code}", break_down, methods=["GET", "POST"]))

    antwoord = client.post("/gk/mee/GEHEIME-CODE", headers={"accept": accept})

    assert antwoord.status_code == 500
    assert "Er ging bij ons iets mis" in (antwoord.text if accept == "text/html" else antwoord.json()["melding"])
    assert ("<h1>" in antwoord.text) is (accept == "text/html")
    for weg in ("geheim uit", "RuntimeError", "Traceback"):
        assert weg not in antwoord.text
    assert antwoord.headers["x-content-type-options"] == "nosniff"
    assert antwoord.headers["cache-control"] == "private, no-store"
    (regel,) = (r for r in caplog.records if r.name == "gesprekskaart")
    assert (regel.getMessage(), regel.levelname) == ("Een verzoek liep vast: POST /gk/mee/…", "ERROR")
    assert regel.exc_info is not None
    assert isinstance(regel.exc_info[1], RuntimeError)


def test_a_bug_halfway_an_answer_breaks_it_off_and_stays_loud() -> None:
    async def break_off(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError

    app = Starlette(routes=[Mount("/gk/stroom", app=break_off)], middleware=make_middleware())
    with pytest.raises(RuntimeError):
        TestClient(app).get("/gk/stroom/")
