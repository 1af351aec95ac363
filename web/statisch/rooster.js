// A table of cells to walk in: one tab stop; arrow keys, Home and End walk in it; Enter, Space, a click or a tap opens
// a cell. What a cell holds, and what opening it does, is for whoever draws it.

import { drawUnpressed } from "./drukken.js"

const STAP_X = { ArrowLeft: -1, ArrowRight: 1 }
const STAP_Y = { ArrowUp: -1, ArrowDown: 1 }

export function make(soort, klasse, kinderen = [], attributen = {}) {
  const element = document.createElement(soort)
  if (klasse) element.className = klasse
  for (const [naam, waarde] of Object.entries(attributen)) element.setAttribute(naam, waarde)
  element.append(...kinderen)
  return element
}

export class Rooster {
  constructor(naam, open) {
    this.tabel = make("table", "", [], { role: "grid", "aria-label": naam })
    this.tabel.addEventListener("keydown", (toets) => this.walk(toets))
    this.tabel.addEventListener("click", (klik) => this.openAt(klik.target.closest('[role="gridcell"]')))
    this.open = open
    this.hier = [0, 0]
  }

  // `koppen` are what stands above the columns, `rijen` pairs of a heading and the cells beside it.
  draw(hoek, koppen, rijen) {
    drawUnpressed(this.tabel, () => this.drawTabel(hoek, koppen, rijen))
  }

  drawTabel(hoek, koppen, rijen) {
    const hadFocus = this.tabel.contains(document.activeElement)
    const bovenaan = make("tr", "", [
      make("th", "gk-oogsthoek", [hoek], { role: "columnheader", scope: "col" }),
      ...koppen.map((kop) => make("th", "", [kop], { role: "columnheader", scope: "col" })),
    ], { role: "row" })
    this.tabel.replaceChildren(
      make("thead", "", [bovenaan], { role: "rowgroup" }),
      make("tbody", "", rijen.map(([kop, cellen], rij) => this.makeRow(kop, cellen, rij)), { role: "rowgroup" }),
    )
    this.laatste = [rijen.length - 1, koppen.length - 1]
    this.hier = this.hier.map((plaats, as) => Math.min(plaats, this.laatste[as]))
    this.mark(hadFocus)
  }

  makeRow(kop, cellen, rij) {
    cellen.forEach((cel, kolom) => {
      cel.setAttribute("role", "gridcell")
      cel.tabIndex = -1
      Object.assign(cel.dataset, { rij, kolom })
    })
    return make("tr", "", [make("th", "", kop, { role: "rowheader", scope: "row" }), ...cellen], { role: "row" })
  }

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
    if (key in STAP_X) return [rij, kolom + STAP_X[key]]
    if (key in STAP_Y) return [rij + STAP_Y[key], kolom]
    if (key === "Home") return [ctrlKey ? 0 : rij, 0]
    if (key === "End") return [ctrlKey ? this.laatste[0] : rij, this.laatste[1]]
    return null
  }

  openAt(cel) {
    if (!cel) return
    this.hier = [Number(cel.dataset.rij), Number(cel.dataset.kolom)]
    this.mark(false)
    this.open(cel, ...this.hier)
  }
}
