// The writing field. A text travels: textarea -> Bewaarder (one per text, for as long as the page lives)
// -> a draft on this device -> POST /gk/tekst -> acknowledged, draft gone.
//
// A Bewaarder outlives the field that it was made for: Streamlit may take a field away in mid-sentence (another
// question, another screen) and the text still has to arrive. Saves of one text go one at a time, and the payload
// that is under way is kept with the draft. After a refresh that payload is sent again first, under the same save_id:
// if it had arrived, the server says so; without it a page would get a conflict with its own earlier save.

import { onLeave, setText } from "./onderdeel.js"
import { follow, tellWriting } from "./stroom.js"

// The first letter goes at once, for whoever watches; then a few times a second, less often when the server is busy.
const TEMPO_MS = 300
const TEMPO_PER_ANTWOORD = 3
const SCHRIJFT_ZICHTBAAR_MS = 5000
const WACHT_OP_ANTWOORD_MS = 15000
const EERSTE_HERKANSING_MS = 1000
const LAATSTE_HERKANSING_MS = 10000
const TELLER_VANAF = 0.9
// Browsers keep at most 64 KiB of keepalive requests under way at once, for the whole page.
const KEEPALIVE_BYTES = 15000
const KEEPALIVE_BIJ_VERTREK_BYTES = 60000

const ADRES = "/gk/tekst"
const PLANK = "gk.concept"

// What the server takes out as well (clean_tekst): a text that only differs in this is the same text.
const VERBODEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g
const LOS_SURROGAAT = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const venster = makeId()
const bewaarders = new Map()
const velden = new WeakMap()
const omroep = typeof BroadcastChannel === "function" ? new BroadcastChannel("gk.tekst") : null

function makeId() {
  // crypto.randomUUID exists on https and localhost only; a school may run this on a plain address.
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6] & 0x0f) | 0x40
  b[8] = (b[8] & 0x3f) | 0x80
  const hex = Array.from(b, (n) => n.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

function clean(tekst) {
  return tekst.replace(/\r\n?/g, "\n").replace(VERBODEN, "").replace(LOS_SURROGAAT, "").normalize("NFC")
}

function formatMoment(op) {
  const moment = new Date(op)
  const tijd = moment.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" })
  if (moment.toDateString() === new Date().toDateString()) return tijd
  return `${moment.toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" })} ${tijd}`
}

// ---- Drafts on this device: one per person, text and window -------------------------------------------------------

function draftName(waar) {
  return [PLANK, waar.wie, waar.sessie, waar.plek].join("|")
}

function keepDraft(waar, concept) {
  try {
    localStorage.setItem(`${draftName(waar)}|${venster}`, JSON.stringify(concept))
    return true
  } catch {
    return false // full, or forbidden in this browser
  }
}

function dropDrafts(waar, isDone) {
  for (const { naam, concept, eigen } of findDrafts(draftName(waar))) {
    if (eigen || isDone(concept)) localStorage.removeItem(naam)
  }
}

function findDrafts(begin) {
  const gevonden = []
  try {
    for (const naam of Object.keys(localStorage)) {
      if (!naam.startsWith(`${begin}|`)) continue
      const [, wie, sessie, plek, uit] = naam.split("|")
      const concept = readDraft(localStorage.getItem(naam))
      if (concept) gevonden.push({ naam, concept, waar: { wie, sessie, plek }, eigen: uit === venster })
    }
  } catch {
    return [] // no storage in this browser
  }
  return gevonden.sort((a, b) => b.concept.op - a.concept.op)
}

function readDraft(json) {
  try {
    const concept = JSON.parse(json)
    return typeof concept.tekst === "string" && Number.isInteger(concept.basis) ? concept : null
  } catch {
    return null
  }
}

// ---- Bewaarder: brings one text to the server, whatever happens ---------------------------------------------------

class Bewaarder {
  constructor(waar, stand) {
    this.waar = waar
    this.bewaard = stand // what the server has, as far as we know
    this.tekst = stand.tekst
    this.basis = stand.revisie // the revision that `tekst` was written on
    this.saveId = null
    this.vlucht = null // the payload under way, or sent without an answer
    this.isBezig = false
    this.botsing = null
    this.nieuwer = null // arrived in the middle of a character that somebody is making
    this.storing = null // { soort: "verbinding" | "aanmelden" | "geweigerd", melding }
    this.heeftPlank = true
    this.pogingen = 0
    this.nietVoor = 0 // when the next save may go
    this.tempo = TEMPO_MS
    this.wezen = []
    this.kijkers = new Set()
    this.restore()
  }

  get isVuil() {
    return this.vlucht !== null || this.saveId !== null
  }

  restore() {
    const [laatste, ...eerdere] = findDrafts(draftName(this.waar)).filter(({ eigen }) => !eigen)
    if (!laatste) return
    const { tekst, basis, saveId, vlucht } = laatste.concept
    Object.assign(this, { tekst, basis, saveId, vlucht, wezen: eerdere })
    this.keep()
    if (this.heeftPlank) localStorage.removeItem(laatste.naam)
    this.schedule(0)
  }

  type(tekst) {
    if (tekst === this.tekst) return
    this.tekst = tekst
    this.nieuwer = null // what follows is written on the old one, so the server will answer with both
    const isTerug = !this.vlucht && !this.botsing && tekst === this.bewaard.tekst
    this.saveId = isTerug ? null : makeId()
    if (isTerug) this.basis = this.bewaard.revisie
    if (this.storing?.soort === "geweigerd") this.storing = null
    this.keep()
    this.schedule()
    this.show()
    tellWriting(this.waar.sessie, this.waar.plek)
  }

  keep() {
    if (!this.isVuil) {
      dropDrafts(this.waar, () => false)
      return
    }
    const { tekst, basis, saveId, vlucht } = this
    this.heeftPlank = keepDraft(this.waar, { tekst, basis, saveId, vlucht, op: Date.now() })
  }

  schedule(wacht = this.nietVoor - Date.now()) {
    if (!this.isVuil) return
    clearTimeout(this.klok)
    this.klok = setTimeout(() => this.send(), Math.max(0, wacht))
  }

  flush({ vertrekt = false } = {}) {
    if (this.isVuil && this.storing?.soort !== "geweigerd") void this.send({ vertrekt })
  }

  async send({ vertrekt = false } = {}) {
    clearTimeout(this.klok)
    if (this.isBezig || this.botsing || !this.isVuil || this.isTooLong()) return
    this.vlucht ??= { tekst: this.tekst, basis: this.basis, saveId: this.saveId }
    if (this.vlucht.saveId === this.saveId) this.saveId = null
    this.keep()
    this.isBezig = true
    this.show()
    const gezonden = this.vlucht
    const begin = Date.now()
    const [status, antwoord] = await post(this.waar, gezonden, vertrekt)
    this.isBezig = false
    this.tempo = Math.max(TEMPO_MS, (Date.now() - begin) * TEMPO_PER_ANTWOORD)
    this.nietVoor = begin + this.tempo
    this.receive(gezonden, status, antwoord)
    this.keep()
    this.show()
  }

  isTooLong() {
    if (this.vlucht || countCharacters(clean(this.tekst)) <= this.waar.maximum) return false
    this.storing = { soort: "geweigerd", melding: "de tekst is te lang; kort hem in." }
    this.show()
    return true
  }

  receive(gezonden, status, antwoord) {
    if (status === 200) this.acknowledge(gezonden, antwoord)
    else if (status === 409 && antwoord.huidige) this.collide(antwoord.huidige)
    else if (status === 401) this.postpone({ soort: "aanmelden", melding: antwoord.melding }, LAATSTE_HERKANSING_MS)
    else if ([403, 404, 413, 415, 422].includes(status)) this.refuse(antwoord.melding)
    else this.postpone({ soort: "verbinding" }, this.nextDelay())
  }

  acknowledge(gezonden, antwoord) {
    const isBewerkt = antwoord.tekst !== undefined && antwoord.tekst !== clean(gezonden.tekst)
    const stand = { ...antwoord, tekst: isBewerkt ? antwoord.tekst : gezonden.tekst, venster }
    Object.assign(this, { vlucht: null, storing: null, pogingen: 0 })
    dropDrafts(this.waar, (concept) => (concept.saveId ?? concept.vlucht?.saveId) === gezonden.saveId)
    if (isBewerkt) {
      this.acknowledgeLate(gezonden, stand)
      return
    }
    Object.assign(this, { bewaard: stand, basis: stand.revisie })
    if (this.tekst === stand.tekst) this.saveId = null
    omroep?.postMessage({ waar: this.waar, stand })
    this.schedule()
    this.showOrphan()
  }

  // Our save had arrived before, its answer was lost, and somebody has built on it since.
  acknowledgeLate(gezonden, stand) {
    if (this.saveId !== null) {
      this.collide(stand)
      return
    }
    const vorige = { ...stand, tekst: gezonden.tekst, revisie: stand.revisie - 1 }
    Object.assign(this, { bewaard: vorige, basis: vorige.revisie })
    this.offer(stand)
  }

  // Another window was closed with something of its own unsaved: show it beside what stands here now.
  showOrphan() {
    if (this.isVuil || this.wezen.length === 0) return
    const { naam } = this.wezen.shift()
    const concept = readDraft(localStorage.getItem(naam))
    if (!concept) return
    if (clean(concept.tekst) === clean(this.tekst)) {
      localStorage.removeItem(naam)
      return
    }
    this.saveId = makeId()
    this.botsing = { tekst: concept.tekst, revisie: this.bewaard.revisie, op: concept.op, door: null, naam }
  }

  collide(huidige) {
    if (this.saveId === null && this.vlucht) this.saveId = this.vlucht.saveId
    this.vlucht = null
    this.storing = null
    this.pogingen = 0
    if (clean(huidige.tekst) === clean(this.tekst)) this.settle(huidige, this.tekst)
    else this.botsing = huidige
  }

  postpone(storing, wacht) {
    this.storing = storing
    this.schedule(wacht)
  }

  refuse(melding) {
    if (this.saveId === null) this.saveId = makeId()
    this.vlucht = null
    this.storing = { soort: "geweigerd", melding }
  }

  nextDelay() {
    const wacht = Math.min(LAATSTE_HERKANSING_MS, EERSTE_HERKANSING_MS * 2 ** this.pogingen++)
    // Spread, so that a table of phones does not return in the same second after the server comes back.
    return Math.max(TEMPO_MS, wacht * (0.5 + Math.random() / 2))
  }

  retryNow() {
    if (this.storing?.soort === "geweigerd" || this.isBezig || !this.isVuil) return
    this.pogingen = 0
    this.schedule(0)
  }

  // Somebody's newer text: from the stream, from another window, or from Streamlit when it draws the screen.
  offer(stand) {
    if (this.botsing) {
      if (stand.revisie > this.botsing.revisie) this.botsing = stand
    } else if (stand.revisie > this.bewaard.revisie) {
      if (this.isVuil) this.bewaard = stand
      else if (this.isComposing()) this.nieuwer = stand
      else this.settle(stand, stand.tekst)
    }
    this.show()
  }

  // In the middle of a character that takes several keys, the text belongs to the keyboard.
  isComposing() {
    return [...this.kijkers].some((kijker) => kijker.isComposing)
  }

  adoptNewer() {
    if (!this.nieuwer || this.isVuil) return
    this.settle(this.nieuwer, this.nieuwer.tekst)
    this.show()
  }

  settle(stand, tekst) {
    Object.assign(this, { bewaard: stand, basis: stand.revisie, tekst, saveId: null, vlucht: null })
    Object.assign(this, { botsing: null, nieuwer: null, storing: null })
    this.keep()
  }

  // The three ways out of a conflict. Until one is chosen nothing is sent and nothing is dropped.
  keepMine() {
    this.decide(this.tekst)
  }

  takeOther() {
    if (this.botsing.door === null) this.decide(this.botsing.tekst)
    else this.settle(this.botsing, this.botsing.tekst)
    this.show()
  }

  merge() {
    const [mijn, ander] = [this.tekst.trim(), this.botsing.tekst.trim()]
    if (mijn.includes(ander)) this.decide(this.tekst)
    else this.decide(ander.includes(mijn) ? this.botsing.tekst : `${mijn}\n\n${ander}`)
  }

  decide(tekst) {
    if (this.botsing.naam) localStorage.removeItem(this.botsing.naam)
    Object.assign(this, { tekst, basis: this.botsing.revisie, saveId: makeId(), botsing: null })
    this.keep()
    this.schedule(0)
    this.show()
  }

  // What was refused may be allowed by now: the conversation went on, or somebody else logged in.
  retryRefused() {
    if (this.storing?.soort !== "geweigerd") return
    this.storing = null
    this.schedule(0)
  }

  discard() {
    this.settle(this.bewaard, this.bewaard.tekst ?? "")
    this.show()
  }

  show() {
    for (const kijker of this.kijkers) kijker.show()
  }
}

async function post(waar, { tekst, basis, saveId }, vertrekt) {
  const invoer = { sessie_id: waar.sessie, plek: waar.plek, tekst: clean(tekst), revisie: basis, save_id: saveId }
  const body = JSON.stringify(invoer)
  const grens = vertrekt ? KEEPALIVE_BIJ_VERTREK_BYTES : KEEPALIVE_BYTES
  const afbreker = new AbortController()
  const klok = setTimeout(() => afbreker.abort(), WACHT_OP_ANTWOORD_MS)
  try {
    const antwoord = await fetch(ADRES, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Gk-Wie": waar.wie },
      body,
      keepalive: new Blob([body]).size <= grens,
      signal: afbreker.signal,
    })
    const inhoud = await antwoord.json()
    // A proxy that answers 200 with a page of its own has not saved anything.
    return [antwoord.ok && !Number.isInteger(inhoud.revisie) ? 0 : antwoord.status, inhoud]
  } catch {
    return [0, {}]
  } finally {
    clearTimeout(klok)
  }
}

function countCharacters(tekst) {
  let aantal = 0
  for (const _ of tekst) aantal += 1 // the server counts code points, not UTF-16 units
  return aantal
}

function findBewaarder(waar, stand) {
  const naam = draftName(waar)
  let bewaarder = bewaarders.get(naam)
  if (!bewaarder) {
    bewaarder = new Bewaarder(waar, stand)
    bewaarders.set(naam, bewaarder)
  }
  return bewaarder
}

// Two entries turned out to be one person: what this device kept for the one that is gone is of the one who stays. It
// goes on as any draft does; where something else stands by now, both are shown.
function adoptDrafts({ wie, sessie }, eerder) {
  for (const nummer of eerder) {
    for (const { naam, waar } of findDrafts(`${PLANK}|deelnemer:${nummer}|${sessie}`)) {
      const [soort, sleutel, van] = waar.plek.split("/")
      const plek = soort === "inbreng" && van === String(nummer) ? [soort, sleutel, wie.split(":")[1]].join("/") : waar.plek
      retire(bewaarders.get(draftName(waar)))
      // Under a window of its own: this one looks only at what other windows left.
      localStorage.setItem(`${draftName({ wie, sessie, plek })}|${makeId()}`, localStorage.getItem(naam))
      localStorage.removeItem(naam)
    }
  }
}

// Its draft is on its way under another name: nothing is left for it to send.
function retire(bewaarder) {
  if (!bewaarder) return
  clearTimeout(bewaarder.klok)
  Object.assign(bewaarder, { saveId: null, vlucht: null })
  bewaarders.delete(draftName(bewaarder.waar))
}

// Texts that never arrived, of questions that are not on the screen now: they need not wait until somebody goes there.
function sendForgotten(wie, maximum) {
  for (const { waar, concept, eigen } of findDrafts(`${PLANK}|${wie}`)) {
    if (eigen || bewaarders.has(draftName(waar))) continue
    findBewaarder({ ...waar, maximum }, { tekst: null, revisie: concept.basis - 1, door: "", op: concept.op })
  }
}

// "gk-verbonden" comes from nederlands.js, when Streamlit has found its server again.
for (const sein of ["online", "focus", "gk-verbonden"]) {
  addEventListener(sein, () => bewaarders.forEach((bewaarder) => bewaarder.retryNow()))
}
addEventListener("pagehide", () => bewaarders.forEach((bewaarder) => bewaarder.flush({ vertrekt: true })))
document.addEventListener("visibilitychange", () => {
  const vertrekt = document.visibilityState === "hidden"
  bewaarders.forEach((bewaarder) => (vertrekt ? bewaarder.flush({ vertrekt }) : bewaarder.retryNow()))
})
// ---- The live stream: what others write, without a rerun -----------------------------------------------------------

function hear(sessie, { teksten = [], schrijft }) {
  for (const bewaarder of bewaarders.values()) {
    if (bewaarder.waar.sessie !== sessie) continue
    const { plek } = bewaarder.waar
    teksten.filter((tekst) => tekst.plek === plek).forEach((stand) => bewaarder.offer(stand))
    if (schrijft?.plek === plek) bewaarder.kijkers.forEach((kijker) => kijker.schrijfsein.show(schrijft.door))
  }
}

omroep?.addEventListener("message", ({ data }) => bewaarders.get(draftName(data.waar))?.offer(data.stand))

// ---- On the screen -------------------------------------------------------------------------------------------------

function make(soort, klasse, kinderen = [], eigenschappen = {}) {
  const element = Object.assign(document.createElement(soort), eigenschappen)
  if (klasse) element.className = klasse
  element.append(...kinderen)
  return element
}

// Beside the label, for who looks; never read aloud, because it comes and goes.
class Schrijfsein {
  constructor() {
    this.element = make("span", "gk-schrijft", [], { ariaHidden: "true" })
  }

  show(door) {
    setText(this.element, `${door} schrijft…`)
    clearTimeout(this.klok)
    this.klok = setTimeout(() => setText(this.element, ""), SCHRIJFT_ZICHTBAAR_MS)
  }
}

// Where somebody is in a text stays where it was in their words, also when others wrote before it.
function replaceText(invoer, tekst) {
  const oud = invoer.value
  if (oud === tekst) return
  const kortste = Math.min(oud.length, tekst.length)
  let begin = 0
  while (begin < kortste && oud[begin] === tekst[begin]) begin += 1
  let eind = 0
  while (eind < kortste - begin && oud[oud.length - 1 - eind] === tekst[tekst.length - 1 - eind]) eind += 1
  // Written before and after at once: the words in between are found back as a whole.
  const midden = oud.slice(begin, oud.length - eind)
  const terug = midden ? tekst.indexOf(midden, begin) : -1
  const move = (plaats) => {
    if (plaats <= begin) return plaats
    if (terug >= 0 && plaats <= oud.length - eind) return plaats + terug - begin
    return plaats >= oud.length - eind ? plaats + tekst.length - oud.length : Math.min(plaats, tekst.length - eind)
  }
  const { selectionStart, selectionEnd, selectionDirection } = invoer
  invoer.value = tekst
  if (document.activeElement === invoer) invoer.setSelectionRange(move(selectionStart), move(selectionEnd), selectionDirection)
}

class Schrijfveld {
  constructor(ouder, bewaarder) {
    this.bewaarder = bewaarder
    const id = `gk-${makeId()}`
    this.label = make("label", "gk-label", [], { htmlFor: id })
    this.aanwijzing = make("p", "gk-aanwijzing", [], { id: `${id}-aanwijzing` })
    this.invoer = make("textarea", "gk-invoer", [], { id, lang: "nl", spellcheck: true, autocomplete: "off" })
    this.invoer.setAttribute("aria-describedby", `${id}-aanwijzing ${id}-stand`)
    this.groei = make("div", "gk-groei", [this.invoer])
    this.stand = make("span", "", [], { id: `${id}-stand` })
    const naarAanmelden = { href: "/gk/aanmelden", target: "_blank", rel: "noopener", hidden: true }
    this.aanmelden = make("a", "", ["Meld je aan in een nieuw venster"], naarAanmelden)
    this.teller = make("span", "gk-teller")
    this.onder = make("div", "gk-onder", [make("p", "gk-stand", [this.stand, " ", this.aanmelden]), this.teller])
    // Apart from the state that one sees: read aloud is only what somebody has to know while writing.
    this.omroeper = make("p", "gk-onzichtbaar", [], { role: "status" })
    this.botsing = make("section", "gk-botsing", [], { hidden: true })
    this.schrijfsein = new Schrijfsein()
    this.isComposing = false
    const delen = [this.schrijfsein.element, this.label, this.aanwijzing, this.groei, this.onder, this.botsing, this.omroeper]
    this.wortel = make("div", "gk-schrijfveld", delen)
    this.listen()
    ouder.append(this.wortel)
    bewaarder.kijkers.add(this)
  }

  listen() {
    this.invoer.addEventListener("input", () => this.bewaarder.type(this.invoer.value))
    this.invoer.addEventListener("compositionstart", () => (this.isComposing = true))
    this.invoer.addEventListener("compositionend", () => {
      this.isComposing = false
      this.bewaarder.adoptNewer()
    })
    this.invoer.addEventListener("blur", () => {
      this.bewaarder.flush()
      this.bewaarder.adoptNewer()
    })
    this.invoer.addEventListener("keydown", (toets) => {
      if (toets.key === "Enter" && (toets.ctrlKey || toets.metaKey)) {
        toets.preventDefault()
        this.invoer.blur()
      }
    })
  }

  update(data) {
    setText(this.label, data.label)
    this.label.classList.toggle("gk-onzichtbaar", !data.label_zichtbaar)
    setText(this.aanwijzing, data.aanwijzing)
    this.aanwijzing.hidden = !data.aanwijzing
    this.invoer.rows = data.hoogte
    this.bewaarder.offer(data.stand)
  }

  show() {
    const { tekst } = this.bewaarder
    replaceText(this.invoer, tekst)
    this.groei.dataset.tekst = `${tekst} ` // the space gives a last, empty line its height
    this.showState()
    this.showLength(tekst)
    this.showConflict()
  }

  showState() {
    const { soort, zin, mustLogIn } = describe(this.bewaarder)
    setText(this.stand, zin)
    this.wortel.dataset.stand = soort
    this.aanmelden.hidden = !mustLogIn
    this.announce(soort, zin)
  }

  announce(soort, zin) {
    const isMoeite = !["leeg", "bewaard", "bewaren"].includes(soort)
    if (isMoeite) setText(this.omroeper, zin)
    else if (soort === "bewaard" && this.omroeper.textContent) setText(this.omroeper, this.wasMoeite ? zin : "")
    if (soort !== "bewaren") this.wasMoeite = isMoeite
  }

  showLength(tekst) {
    const maximum = this.bewaarder.waar.maximum
    const lengte = tekst.length > maximum * TELLER_VANAF ? countCharacters(tekst) : 0
    const dichtbij = lengte > maximum * TELLER_VANAF
    const getal = (aantal) => aantal.toLocaleString("nl-NL")
    setText(this.teller, dichtbij ? `${getal(lengte)} van ${getal(maximum)} tekens` : "")
    this.teller.classList.toggle("gk-te-lang", lengte > maximum)
    this.invoer.setAttribute("aria-invalid", String(lengte > maximum))
  }

  showConflict() {
    const { botsing } = this.bewaarder
    if (botsing === this.getoond) return
    this.getoond = botsing
    this.botsing.hidden = !botsing
    this.botsing.replaceChildren(...(botsing ? this.makeConflict(botsing) : []))
  }

  makeConflict(botsing) {
    const moment = formatMoment(botsing.op)
    const wie = botsing.door ? `${botsing.door}, ${moment}` : `dit apparaat, ${moment}`
    const uitleg = botsing.door
      ? `Deze tekst is ook gewijzigd door ${botsing.door} (${moment}).`
      : `Op dit apparaat stond nog een tekst van ${moment} die niet was bewaard.`
    const kop = make("h3", "gk-kop", ["Twee versies van deze tekst"], { id: `${this.invoer.id}-kop` })
    this.botsing.setAttribute("aria-labelledby", kop.id)
    const knop = (tekst, klasse, doe) => {
      const element = make("button", klasse, [tekst], { type: "button" })
      element.addEventListener("click", () => {
        doe()
        this.invoer.focus()
      })
      return element
    }
    return [
      kop,
      make("p", "", [`${uitleg} Jouw tekst staat hierboven, de andere hieronder. Kies of voeg samen; er is niets weg.`]),
      make("p", "gk-label", [`De andere tekst (${wie})`]),
      make("div", "gk-tekst", [botsing.tekst || "(leeg gemaakt)"], { lang: "nl", tabIndex: 0 }),
      make("div", "gk-knoppen", [
        knop("Voeg samen", "gk-knop", () => this.bewaarder.merge()),
        knop("Houd mijn tekst", "gk-knop", () => this.bewaarder.keepMine()),
        knop("Neem de andere tekst over", "gk-knop", () => this.bewaarder.takeOther()),
      ]),
    ]
  }

  close() {
    this.bewaarder.flush({ vertrekt: true })
    this.bewaarder.kijkers.delete(this)
    this.wortel.remove()
  }
}

// What somebody reads who may not write. A draft that was refused is shown too: it is theirs, and it is nowhere else.
class Leesveld {
  constructor(ouder, bewaarder) {
    this.bewaarder = bewaarder
    this.label = make("p", "gk-label", [], { id: `gk-${makeId()}` })
    this.tekst = make("div", "gk-tekst", [], { lang: "nl" })
    this.concept = make("section", "gk-botsing", [], { hidden: true })
    this.schrijfsein = new Schrijfsein()
    this.isComposing = false
    this.wortel = make("div", "gk-schrijfveld gk-alleen-lezen", [this.schrijfsein.element, this.label, this.tekst, this.concept])
    this.wortel.setAttribute("role", "group")
    this.wortel.setAttribute("aria-labelledby", this.label.id)
    ouder.append(this.wortel)
    bewaarder.kijkers.add(this)
  }

  update(data) {
    setText(this.label, data.label)
    this.label.classList.toggle("gk-onzichtbaar", !data.label_zichtbaar)
    this.bewaarder.offer(data.stand)
  }

  show() {
    const { isVuil, bewaard, tekst } = this.bewaarder
    const staat = bewaard.tekst ?? ""
    setText(this.tekst, staat.trim() ? staat : "leeg")
    this.tekst.classList.toggle("gk-niets", !staat.trim())
    const verschilt = isVuil && clean(tekst) !== clean(staat)
    this.concept.hidden = !verschilt
    this.concept.replaceChildren(...(verschilt ? this.makeDraft(tekst) : []))
  }

  makeDraft(tekst) {
    const weg = make("button", "gk-knop", ["Gooi mijn versie weg"], { type: "button" })
    weg.addEventListener("click", () => this.bewaarder.discard())
    return [
      make("p", "", ["Op dit apparaat staat nog een versie van jou die niet is bewaard. Kopieer wat je wilt houden."]),
      make("div", "gk-tekst", [tekst || "(leeg gemaakt)"], { lang: "nl", tabIndex: 0 }),
      make("div", "gk-knoppen", [weg]),
    ]
  }

  close() {
    this.bewaarder.kijkers.delete(this)
    this.wortel.remove()
  }
}

function notSaved({ melding = "de server weigert deze tekst." }) {
  return `niet bewaard: ${melding.charAt(0).toLowerCase()}${melding.slice(1)}`
}

// The state in words, and what somebody can do about it.
function describe({ storing, botsing, nieuwer, isVuil, bewaard, heeftPlank, waar }) {
  const veilig = heeftPlank ? "je tekst staat veilig op dit apparaat" : "houd dit venster open, je tekst staat alleen hier"
  if (botsing) return { soort: "botsing", zin: "niet bewaard: er zijn twee versies, kies hieronder" }
  if (storing?.soort === "verbinding") return { soort: "storing", zin: `geen verbinding: ${veilig}` }
  if (storing?.soort === "aanmelden") return { soort: "storing", zin: notSaved(storing), mustLogIn: true }
  if (storing) return { soort: "storing", zin: notSaved(storing) }
  if (isVuil) return { soort: "bewaren", zin: "bewaren…" }
  if (nieuwer) return { soort: "nieuwer", zin: `${nieuwer.door} wijzigde deze tekst; je ziet dat zodra je dit veld verlaat` }
  if (bewaard.revisie === 0) return { soort: "leeg", zin: "" }
  const moment = `bewaard ${formatMoment(bewaard.op)}`
  return { soort: "bewaard", zin: bewaard.venster === venster || !bewaard.door ? moment : `${moment}, ${bewaard.door}` }
}

export default function mountSchrijfveld({ parentElement, data }) {
  const waar = { wie: data.wie, sessie: data.sessie, plek: data.plek, maximum: data.maximum }
  const soort = data.mag_schrijven ? Schrijfveld : Leesveld
  if (data.eerder.length) adoptDrafts(waar, data.eerder)
  let veld = velden.get(parentElement)
  if (!(veld instanceof soort) || draftName(veld.bewaarder.waar) !== draftName(waar)) {
    veld?.close()
    veld = new soort(parentElement, findBewaarder(waar, data.stand))
    velden.set(parentElement, veld)
    veld.bewaarder.retryRefused()
    sendForgotten(waar.wie, waar.maximum)
  }
  veld.update(data)
  follow(data.sessie, data.nummer, hear)
  return onLeave(parentElement, () => {
    velden.get(parentElement)?.close()
    velden.delete(parentElement)
  })
}
