// What Streamlit leaves in English, in the one place where it is translated; and its connection dialog, which takes the
// caret away from somebody who is writing, replaced by a line that does not.
// Only whole sentences that stand in the table are touched, and never inside what people wrote.
"use strict"
;(() => {
  const TABEL = {
    // Fields
    "Press Enter to apply": "Druk op Enter om dit door te voeren",
    "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter om dit door te voeren",
    "Press ⌘+Enter to apply": "Druk op ⌘+Enter om dit door te voeren",
    "Press Enter to submit form": "Druk op Enter om te versturen",
    "Press Ctrl+Enter to submit form": "Druk op Ctrl+Enter om te versturen",
    "Press ⌘+Enter to submit form": "Druk op ⌘+Enter om te versturen",
    "Choose an option": "Kies",
    "Choose options": "Kies een of meer",
    "Choose or add an option": "Kies of voeg toe",
    "Choose or add options": "Kies of voeg toe",
    "No results": "Niets gevonden",
    "No options": "Er is niets om uit te kiezen",
    "No options to select": "Er is niets om uit te kiezen",
    "Select all": "Alles kiezen",
    "Selected values": "Gekozen",
    "Clear value": "Leegmaken",
    "Clear all": "Alles leegmaken",
    "Clear date": "Datum leegmaken",
    "Clear dates": "Data leegmaken",
    "Clear time": "Tijd leegmaken",
    "Clear entry": "Leegmaken",
    "Clear selection": "Keuze wissen",
    Open: "Openen",
    Empty: "Leeg",
    Increment: "Hoger",
    Decrement: "Lager",
    "Show password": "Toon wachtwoord",
    "Hide password": "Verberg wachtwoord",
    // Dates
    "Choose date": "Kies een datum",
    "Choose date range": "Kies een periode",
    "Choose date and time": "Kies datum en tijd",
    "Previous month": "Vorige maand",
    "Next month": "Volgende maand",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Loop met de pijltjes door de dagen. Enter kiest, Escape sluit.",
    yyyy: "jjjj",
    // Files
    Upload: "Bestand kiezen",
    "Browse files": "Bestand kiezen",
    "file upload": "bestand kiezen",
    "Add files": "Bestanden toevoegen",
    "Drag and drop file here": "Sleep een bestand hierheen",
    "Drag and drop files here": "Sleep bestanden hierheen",
    "Only one file is allowed.": "Er past hier één bestand.",
    // Tables and pictures
    Search: "Zoeken",
    Fullscreen: "Volledig scherm",
    "Close fullscreen": "Volledig scherm sluiten",
    "Download as CSV": "Opslaan als CSV",
    "Download as PNG": "Opslaan als PNG",
    "Show/hide columns": "Kolommen tonen of verbergen",
    "Show data": "Toon de gegevens",
    "Show chart": "Toon de grafiek",
    "Vega visualization": "Grafiek",
    visualization: "grafiek",
    "Copy to clipboard": "Kopiëren",
    Copied: "Gekopieerd",
    "No data": "Geen gegevens",
    // Around the screen
    "Skip to main content": "Naar de inhoud",
    Sidebar: "Zijbalk",
    "Collapse sidebar": "Zijbalk verbergen",
    "Expand sidebar": "Zijbalk tonen",
    "App pages": "Schermen",
    "Main menu": "Menu",
    "Navigate to home page": "Naar het begin",
    "Link to heading": "Link naar deze kop",
    Notifications: "Meldingen",
    Close: "Sluiten",
    Dismiss: "Sluiten",
    Cancel: "Annuleren",
    progress: "voortgang",
    "Scroll tabs left": "Tabbladen naar links",
    "Scroll tabs right": "Tabbladen naar rechts",
    Rerun: "Verversen",
    Print: "Afdrukken",
    Theme: "Kleuren",
    Light: "Licht",
    Dark: "Donker",
    System: "Zoals dit apparaat",
    Stop: "Stoppen",
    "Running...": "Bezig…",
    "Loading...": "Laden…",
    "Please wait...": "Even wachten…",
    Connecting: "Verbinden…",
    "Connecting to Streamlit server": "Verbinden…",
    "Unable to connect to Streamlit server": "Geen verbinding",
    "Page not found": "Dit scherm is er niet",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Dit adres bestaat niet (meer). Je ziet nu het beginscherm.",
    "Bad message format": "Er ging iets mis",
  }

  const PATRONEN = [
    [/^Choose date, (.+)$/, "Kies een datum, $1"],
    [/^year, (.+)$/, "jaar, $1"],
    [/^month, (.+)$/, "maand, $1"],
    [/^day, (.+)$/, "dag, $1"],
    [/^Select (\d+) matches$/, "Kies deze $1"],
    [/^Remove (.+)$/, "Verwijder $1"],
    [/^Help for (.+)$/, "Uitleg bij $1"],
    [/^You can only select up to (\d+) options?\. .*$/, "Er passen er $1. Haal er eerst een weg."],
    [/^(\d+) options? available\.$/, "Keuzes: $1."],
    [/^Add: (.+)$/, "Toevoegen: $1"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "Je kunt er hoogstens $1 kiezen. Haal er eerst een weg."],
    [/^(\d+) out of (\d+) stars$/, "$1 van $2 sterren"],
    [/^([\d.]+ ?[KMG]B) per file( • .*)?$/, "Hoogstens $1 per bestand$2"],
    [/^You have requested page \/(\S*), but no corresponding file was found.*$/, "Het scherm /$1 bestaat niet (meer). Je ziet nu het beginscherm."],
  ]

  const EIGENSCHAPPEN = ["aria-label", "placeholder", "title", "alt", "aria-valuetext", "aria-roledescription"]
  const UPLOADER = '[data-testid="stFileUploader"]'
  // Here stands what people wrote, or what our own screens say: Dutch already, or theirs.
  const INHOUD = [
    ".stBidiComponent, [data-testid=stMarkdownContainer], [data-testid=stHeading], [data-testid=stTable], [data-testid=stText]",
    "[data-testid=stJson], [data-testid=stCode], [data-testid=stHtml], textarea",
    "[role=option][data-key]:not([data-key^=__select_])",
  ].join(", ")

  function translate(tekst) {
    if (Object.hasOwn(TABEL, tekst)) return TABEL[tekst]
    const gevonden = PATRONEN.find(([patroon]) => patroon.test(tekst))
    return gevonden && tekst.replace(...gevonden)
  }

  function isContent(element) {
    return !element || (element.closest(INHOUD) && !element.closest(UPLOADER))
  }

  function translateText(knoop) {
    const nederlands = translate(knoop.data.trim())
    if (nederlands && !isContent(knoop.parentElement)) knoop.data = nederlands
  }

  function translateAttributes(element) {
    for (const naam of EIGENSCHAPPEN) {
      const nederlands = element.hasAttribute(naam) && translate(element.getAttribute(naam))
      if (nederlands && !element.closest(".stBidiComponent")) element.setAttribute(naam, nederlands)
    }
  }

  function translateTree(wortel) {
    if (wortel.nodeType === Node.TEXT_NODE) translateText(wortel)
    if (wortel.nodeType !== Node.ELEMENT_NODE) return
    closeConnectionDialog(wortel)
    translateAttributes(wortel)
    for (const element of wortel.querySelectorAll(EIGENSCHAPPEN.map((naam) => `[${naam}]`).join(","))) translateAttributes(element)
    const teksten = document.createTreeWalker(wortel, NodeFilter.SHOW_TEXT)
    while (teksten.nextNode()) translateText(teksten.currentNode)
  }

  // ---- No connection: say so without taking the caret --------------------------------------------------------------

  const GEDULD_MS = 1500
  const BALK =
    "position:fixed;top:8px;left:50%;transform:translateX(-50%);z-index:1000100;width:max-content;box-sizing:border-box;" +
    "max-width:calc(100vw - 16px);padding:8px 16px;border:1px solid #a9b2bf;border-radius:6px;pointer-events:none;" +
    "background:#1b2330;color:#fff;font:600 16px/1.4 'Source Sans 3','Source Sans',system-ui,sans-serif"

  let plaats = null // where somebody was, outside any dialog
  let wasVerbonden = false
  let klok = 0
  const balk = document.createElement("div")
  balk.setAttribute("role", "status")

  function closeConnectionDialog(wortel) {
    const dialogen = wortel.matches("[role=dialog]") ? [wortel] : wortel.querySelectorAll("[role=dialog]")
    for (const dialoog of dialogen) {
      if (dialoog.querySelector("h2")?.textContent !== "Connection error") continue
      dialoog.querySelector("button:not([tabindex='-1'])")?.click()
      plaats?.focus({ preventScroll: true })
    }
  }

  function showConnection(stand) {
    clearTimeout(klok)
    if (stand === "CONNECTED") {
      wasVerbonden = true
      say("")
      dispatchEvent(new Event("gk-verbonden")) // what could not be saved is sent at once
    } else if (stand === "DISCONNECTED_FOREVER") {
      say("De verbinding is verbroken. Ververs deze pagina; wat je schreef staat op dit apparaat.")
    } else if (wasVerbonden) {
      const zin = "Geen verbinding. Schrijf gerust door: je tekst staat op dit apparaat en wordt verstuurd zodra het kan."
      klok = setTimeout(() => say(zin), GEDULD_MS)
    }
  }

  function say(zin) {
    if (balk.textContent === zin) return
    balk.textContent = zin
    balk.style.cssText = zin ? BALK : ""
  }

  const STAND = "data-test-connection-state"

  function watch(veranderingen) {
    for (const { type, target, addedNodes, attributeName } of veranderingen) {
      if (type === "childList") addedNodes.forEach(translateTree)
      else if (type === "characterData") translateText(target)
      else if (attributeName === STAND) showConnection(target.getAttribute(STAND))
      else translateAttributes(target)
    }
  }

  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest("[role=dialog]")) plaats = target
  })
  document.body.append(balk)
  translateTree(document.body)
  new MutationObserver(watch).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...EIGENSCHAPPEN, STAND],
  })
})()
