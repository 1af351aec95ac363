// The harvest: one table, theme by group. One tab stop; arrow keys, Home and End walk in it; Enter, Space, a click or
// a tap opens a cell. What groups write while one looks appears by itself. Everything is put in as text, never as HTML.

import { onLeave } from "./onderdeel.js"
import { follow } from "./stroom.js"

const ALLES = "alles"
const STAP_X = { ArrowLeft: -1, ArrowRight: 1 }
const STAP_Y = { ArrowUp: -1, ArrowDown: 1 }

function make(soort, klasse, kinderen = [], attributen = {}) {
  const element = document.createElement(soort)
  if (klasse) element.className = klasse
  for (const [naam, waarde] of Object.entries(attributen)) element.setAttribute(naam, waarde)
  element.append(...kinderen)
  return element
}

const plekVan = ({ soort, code }, thema, groep) => [soort, thema, groep, ...(code ? [code] : [])].join("/")

class Oogst {
  constructor(ouder) {
    this.tabel = make("table", "", [], { role: "grid", "aria-label": "Oogst: thema’s en groepen" })
    this.ruimte = make("div", "gk-oogst", [this.tabel])
    this.venster = make("dialog", "gk-oogstvenster", [], { "aria-labelledby": "gk-oogstkop" })
    this.venster.addEventListener("click", (klik) => klik.target === this.venster && this.venster.close())
    this.venster.addEventListener("close", () => this.leave())
    this.tabel.addEventListener("keydown", (toets) => this.walk(toets))
    this.tabel.addEventListener("click", (klik) => this.openAt(klik.target.closest('[role="gridcell"]')))
    this.hier = [0, 0]
    this.open = null
    ouder.append(this.ruimte, this.venster)
  }

  update(data) {
    this.data = data
    this.teksten = new Map(Object.entries(data.teksten))
    this.feiten = new Map(data.feiten.map((feit) => [`${feit.sleutel}/${feit.groep}`, feit]))
    this.draw()
    this.stop ??= follow(data.sessie, data.nummer, (sessie, bericht) => this.hear(sessie, bericht))
  }

  hear(sessie, { teksten = [], niet_besproken: marks = [] }) {
    if (sessie !== this.data.sessie) return
    const kent = (plek) => this.data.groepen.some(({ nummer }) => plek.split("/")[2] === String(nummer))
    const eigen = teksten.filter(({ plek }) => kent(plek))
    const vanGroepen = marks.filter(({ groep }) => groep)
    if (eigen.length + vanGroepen.length === 0) return
    for (const { plek, tekst } of eigen) this.teksten.set(plek, tekst)
    for (const feit of vanGroepen) {
      if (feit.geldt) this.feiten.set(`${feit.sleutel}/${feit.groep}`, feit)
      else this.feiten.delete(`${feit.sleutel}/${feit.groep}`)
    }
    this.draw()
  }

  // ---- What is in a cell -------------------------------------------------------------------------------------------

  notes(thema, groep, soort = ALLES) {
    const velden = this.data.velden.filter((veld) => soort === ALLES || veld.soort === soort)
    return velden
      .map((veld) => ({ ...veld, tekst: (this.teksten.get(plekVan(veld, thema, groep)) ?? "").trim() }))
      .filter(({ tekst }) => tekst)
  }

  skipped(thema, groep) {
    return [thema, ...this.data.onderdelen[thema]].flatMap((sleutel) => this.feiten.get(`${sleutel}/${groep}`) ?? [])
  }

  shown(thema, groep) {
    const { toon, voorrang } = this.data
    const soort = toon === ALLES ? voorrang.find((kans) => this.notes(thema, groep, kans).length > 0) : toon
    return soort ? this.notes(thema, groep, soort) : []
  }

  // ---- The table ---------------------------------------------------------------------------------------------------

  draw() {
    const hadFocus = this.tabel.contains(document.activeElement)
    const { themas, groepen } = this.data
    const kop = make("tr", "", [
      make("th", "gk-oogsthoek", ["Thema"], { role: "columnheader", scope: "col" }),
      ...groepen.map(({ titel }) => make("th", "", [titel], { role: "columnheader", scope: "col" })),
    ], { role: "row" })
    const rijen = themas.map((thema, rij) => this.makeRow(thema, rij))
    this.tabel.replaceChildren(
      make("thead", "", [kop], { role: "rowgroup" }),
      make("tbody", "", rijen, { role: "rowgroup" }),
    )
    this.hier = [Math.min(this.hier[0], themas.length - 1), Math.min(this.hier[1], groepen.length - 1)]
    this.mark(hadFocus)
    if (this.open) this.fill(...this.open)
  }

  makeRow(thema, rij) {
    const kop = make("th", "", [make("span", "gk-nummer", [thema.id]), " ", thema.tekst], { role: "rowheader", scope: "row" })
    const cellen = this.data.groepen.map((groep, kolom) => this.makeCell(thema, groep, rij, kolom))
    return make("tr", "", [kop, ...cellen], { role: "row" })
  }

  makeCell(thema, groep, rij, kolom) {
    const cel = make("td", "", [make("span", "gk-oogstgroep", [groep.titel])], { role: "gridcell", tabindex: "-1" })
    Object.assign(cel.dataset, { rij, kolom })
    if (!groep.themas.includes(thema.id) && !this.notes(thema.id, groep.nummer).length) {
      cel.classList.add("gk-anders")
      cel.append(make("span", "gk-oogststil", ["ander thema"]))
      return cel
    }
    this.fillCell(cel, thema.id, groep.nummer)
    return cel
  }

  fillCell(cel, thema, groep) {
    const regels = this.shown(thema, groep)
    if (regels.length > 0) {
      if (this.data.toon === ALLES) cel.append(make("span", "gk-oogststap", [regels[0].naam]))
      const tekst = regels.map(({ van, tekst }) => (van ? `${van}: ${tekst}` : tekst)).join("\n")
      cel.append(make("span", "gk-oogsttekst", [tekst], { lang: "nl" }))
    }
    const overgeslagen = this.skipped(thema, groep)
    for (const feit of overgeslagen) {
      const wat = feit.sleutel === thema ? "" : `${feit.sleutel} `
      const reden = feit.reden ? `: ${feit.reden}` : ""
      cel.append(make("span", "gk-oogstweg", [make("span", "", [`${wat}niet besproken${reden}`])]))
    }
    if (overgeslagen.some(({ sleutel }) => sleutel === thema)) cel.classList.add("gk-weg")
    const heeftIets = this.notes(thema, groep).length > 0
    if (heeftIets) cel.setAttribute("aria-haspopup", "dialog")
    if (regels.length + overgeslagen.length === 0) {
      cel.append(make("span", "gk-oogststil", [heeftIets ? "bij deze stap niets" : "leeg"]))
    }
  }

  // ---- Walking and opening -----------------------------------------------------------------------------------------

  cell(rij, kolom) {
    return this.tabel.querySelector(`[data-rij="${rij}"][data-kolom="${kolom}"]`)
  }

  mark(focus) {
    for (const cel of this.tabel.querySelectorAll('[tabindex="0"]')) cel.tabIndex = -1
    const cel = this.cell(...this.hier)
    if (!cel) return
    cel.tabIndex = 0
    if (focus) cel.focus()
  }

  walk(toets) {
    const cel = toets.target.closest('[role="gridcell"]')
    if (!cel) return
    if (toets.key === "Enter" || toets.key === " ") {
      toets.preventDefault()
      this.openAt(cel)
      return
    }
    const doel = this.target(Number(cel.dataset.rij), Number(cel.dataset.kolom), toets)
    if (!doel || !this.cell(...doel)) return
    toets.preventDefault()
    this.hier = doel
    this.mark(true)
  }

  target(rij, kolom, { key, ctrlKey }) {
    const [laatsteRij, laatsteKolom] = [this.data.themas.length - 1, this.data.groepen.length - 1]
    if (key in STAP_X) return [rij, kolom + STAP_X[key]]
    if (key in STAP_Y) return [rij + STAP_Y[key], kolom]
    if (key === "Home") return [ctrlKey ? 0 : rij, 0]
    if (key === "End") return [ctrlKey ? laatsteRij : rij, laatsteKolom]
    return null
  }

  openAt(cel) {
    if (!cel) return
    this.hier = [Number(cel.dataset.rij), Number(cel.dataset.kolom)]
    this.mark(false)
    if (!cel.hasAttribute("aria-haspopup")) {
      cel.focus()
      return
    }
    this.open = [this.data.themas[this.hier[0]], this.data.groepen[this.hier[1]]]
    this.fill(...this.open)
    if (!this.venster.open) this.venster.showModal()
  }

  fill(thema, groep) {
    const kop = make("h2", "", [`${groep.titel} over ${thema.id}`], { id: "gk-oogstkop" })
    const delen = []
    let vorige = null
    for (const { naam, van, tekst } of this.notes(thema.id, groep.nummer)) {
      if (naam !== vorige) delen.push(make("h3", "", [naam]))
      vorige = naam
      const wie = van ? [make("strong", "", [`${van} `])] : []
      delen.push(make("p", "gk-tekst", [...wie, tekst], { lang: "nl" }))
    }
    for (const feit of this.skipped(thema.id, groep.nummer)) {
      const reden = feit.reden ? `: ${feit.reden}` : ""
      delen.push(make("p", "gk-oogstweg", [make("span", "", [`${feit.sleutel} niet besproken${reden}`])]))
    }
    const sluit = make("button", "gk-knop", ["Sluit"], { type: "button" })
    sluit.addEventListener("click", () => this.venster.close())
    const lezen = make("div", "gk-oogstlezen", [make("p", "gk-bij", [thema.tekst]), ...delen], { tabindex: "0" })
    this.venster.replaceChildren(kop, lezen, sluit)
  }

  leave() {
    this.open = null
    this.cell(...this.hier)?.focus()
  }

  close() {
    this.stop?.()
    this.ruimte.remove()
    this.venster.remove()
  }
}

const oogsten = new WeakMap()

export default function ({ parentElement, data }) {
  const oogst = oogsten.get(parentElement) ?? new Oogst(parentElement)
  oogsten.set(parentElement, oogst)
  oogst.update(data)
  return onLeave(parentElement, () => {
    oogsten.get(parentElement)?.close()
    oogsten.delete(parentElement)
  })
}
