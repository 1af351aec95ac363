// The harvest: one table, theme by group, to walk in and to open. What groups write while one looks appears by itself.
// Everything is put in as text, never as HTML.

import { onLeave } from "./onderdeel.js"
import { Rooster, make } from "./rooster.js"
import { follow } from "./stroom.js"

const ALLES = "alles"

const plekVan = ({ soort, code }, thema, groep) => [soort, thema, groep, ...(code ? [code] : [])].join("/")

class Oogst {
  constructor(ouder) {
    this.rooster = new Rooster("Oogst: thema’s en groepen", (cel, rij, kolom) => this.openAt(cel, rij, kolom))
    this.ruimte = make("div", "gk-oogst", [this.rooster.tabel])
    this.venster = make("dialog", "gk-oogstvenster", [], { "aria-labelledby": "gk-oogstkop" })
    this.venster.addEventListener("click", (klik) => klik.target === this.venster && this.venster.close())
    this.venster.addEventListener("close", () => this.leave())
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
    const { themas, groepen } = this.data
    const rijen = themas.map((thema) => [
      [make("span", "gk-nummer", [thema.id]), " ", thema.tekst],
      groepen.map((groep) => this.makeCell(thema, groep)),
    ])
    this.rooster.draw("Thema", groepen.map(({ titel }) => titel), rijen)
    if (this.open) this.fill(...this.open)
  }

  makeCell(thema, groep) {
    const cel = make("td", "", [make("span", "gk-oogstgroep", [groep.titel])])
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

  // ---- Opening -----------------------------------------------------------------------------------------------------

  openAt(cel, rij, kolom) {
    if (!cel.hasAttribute("aria-haspopup")) {
      cel.focus()
      return
    }
    this.open = [this.data.themas[rij], this.data.groepen[kolom]]
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
    this.rooster.cell(...this.rooster.hier)?.focus()
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
