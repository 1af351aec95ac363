// The live stream of one conversation: one connection per tab, for whatever on the page wants to hear.
//
// An EventSource that we reopen ourselves (its own way of reopening waits as long for fifty phones as for one). When
// nothing comes in, a proxy is holding it back: then we ask every ten seconds. Whatever the road, a browser names the
// last number that it has, and gets what it missed.

const STILTE_MS = 40_000 // two heartbeats of the server, and some
const EERSTE_STILTE_MS = 6_000 // the beginning is sent at once
const VRAAG_MS = 10_000
const PROBEER_WEER_MS = 120_000
const EERSTE_HERKANSING_MS = 500
const VERBORGEN_MS = 20_000 // browsers allow six connections per server: a tab that nobody sees needs none
const SCHRIJFT_MS = 2_500
const TIK_MS = 2_000
const GESLAPEN_MS = 20_000 // a tick that comes this late: the device slept, and its connections did not survive that
const ONTHOUDEN = 500 // messages: what comes in while a screen is being drawn, also with fifty people writing

export const venster = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("")

const luisteraars = new Set()
let stroom = null

class Stroom {
  constructor(sessie, nummer) {
    this.sessie = sessie
    this.nummer = nummer
    this.pogingen = 0
    this.zwijgtTot = 0
    this.laatste = [] // what was told last, oldest first
    this.open()
  }

  open() {
    this.stop()
    this.bron = new EventSource(`/gk/stroom/${this.sessie}?na=${this.nummer}&venster=${venster}`)
    this.bron.onmessage = ({ data, lastEventId }) => this.receive(JSON.parse(data), Number(lastEventId))
    this.bron.onerror = () => this.fail()
    this.stilte = setTimeout(() => this.giveUp(), EERSTE_STILTE_MS)
  }

  receive(bericht, nummer) {
    this.pogingen = 0
    clearTimeout(this.stilte)
    this.stilte = setTimeout(() => this.fail(), STILTE_MS)
    if (bericht.weg) this.stop() // logged out, or no longer here: saving says so where it matters
    else this.tell(bericht, nummer)
    if (nummer > 0) this.nummer = nummer
  }

  tell(bericht, nummer) {
    if (bericht.nu) hearTime(bericht.nu)
    if (nummer > 0) this.laatste.push({ nummer, bericht })
    if (this.laatste.length > ONTHOUDEN) this.laatste.shift()
    luisteraars.forEach((luister) => luister(this.sessie, bericht))
  }

  // Connected, and nothing comes: something in between collects the stream. Ask, and try again later.
  giveUp() {
    this.zwijgtTot = Date.now() + PROBEER_WEER_MS
    this.stop()
    void this.goOn()
  }

  fail() {
    this.stop()
    const wacht = Math.min(VRAAG_MS, EERSTE_HERKANSING_MS * 2 ** this.pogingen++)
    this.goOnAfter(wacht)
  }

  // Spread, so that a table of phones does not return in the same second.
  goOnAfter(wacht) {
    this.klok = setTimeout(() => this.goOn(), wacht * (0.5 + Math.random() / 2))
  }

  // A stream that was refused looks like one that was cut off; asking tells which, and brings what there is.
  async goOn() {
    const beurt = (this.beurt = {})
    const isStil = Date.now() < this.zwijgtTot
    if ((isStil || this.pogingen > 1) && (await this.ask()) === "geweigerd") return
    if (beurt !== this.beurt) return
    if (isStil) this.goOnAfter(VRAAG_MS)
    else this.open()
  }

  async ask() {
    const afbreker = new AbortController()
    const klok = setTimeout(() => afbreker.abort(), VRAAG_MS)
    try {
      const antwoord = await fetch(`/gk/veranderingen/${this.sessie}?na=${this.nummer}`, { signal: afbreker.signal })
      if ([401, 403, 404].includes(antwoord.status)) return "geweigerd"
      if (!antwoord.ok) return "mislukt"
      const bericht = await antwoord.json()
      this.tell(bericht, bericht.nummer)
      this.nummer = bericht.nummer
      return "gelukt"
    } catch {
      return "mislukt"
    } finally {
      clearTimeout(klok)
    }
  }

  retryNow() {
    if (this.bron || Date.now() < this.zwijgtTot) return
    this.pogingen = 0
    this.open()
  }

  // A connection that died while the device slept looks open, and the clocks that should notice slept as well.
  wake() {
    if (document.hidden) return // then coming back does it
    this.stop()
    this.pogingen = 0
    void this.goOn()
  }

  hide() {
    this.verberg = setTimeout(() => this.stop(), VERBORGEN_MS)
  }

  unhide() {
    clearTimeout(this.verberg)
    this.retryNow()
  }

  stop() {
    this.beurt = null
    clearTimeout(this.stilte)
    clearTimeout(this.klok)
    this.bron?.close()
    this.bron = null
  }
}

// Follow this conversation from change `nummer` on. `luister(sessie, bericht)` gets each message; gives the way to stop.
// Also what came in meanwhile: the screen was drawn at `nummer`, and the stream may be further by now.
export function follow(sessie, nummer, luister) {
  luisteraars.add(luister)
  if (stroom?.sessie !== sessie) {
    stroom?.stop()
    stroom = new Stroom(sessie, nummer)
  } else if (stroom.nummer > nummer) {
    const gemist = stroom.laatste.filter((eerder) => eerder.nummer > nummer)
    setTimeout(() => gemist.forEach(({ bericht }) => luister(sessie, bericht))) // once it is in place
  }
  return () => luisteraars.delete(luister)
}

// What time it is at the server, in milliseconds: for a timer that everybody sees the same.
let verschil = 0
export function serverNow() {
  return Date.now() + verschil
}

// The server says what time it is, here or in another answer than ours.
export function hearTime(nu) {
  verschil = Date.parse(nu) - Date.now()
}

// Tell the others that somebody is writing here. Not often, never kept, and no harm when it does not arrive.
const gemeld = new Map()
export function tellWriting(sessie, plek) {
  if (Date.now() - (gemeld.get(plek) ?? 0) < SCHRIJFT_MS) return
  gemeld.set(plek, Date.now())
  const body = JSON.stringify({ sessie_id: sessie, plek, venster })
  fetch("/gk/schrijft", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => {})
}

for (const sein of ["online", "focus", "pageshow", "gk-verbonden"]) addEventListener(sein, () => stroom?.retryNow())
document.addEventListener("visibilitychange", () => (document.hidden ? stroom?.hide() : stroom?.unhide()))

let tik = Date.now()
setInterval(() => {
  const stil = Date.now() - tik
  tik += stil
  if (stil > GESLAPEN_MS) stroom?.wake()
}, TIK_MS)
