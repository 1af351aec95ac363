// The matrix of options: option by criterium, to walk in; opening a cell goes to where it is read and written. What is
// written while one looks appears by itself; a score draws the screen anew. Everything is put in as text, never as HTML.

import { onLeave } from "./onderdeel.js"
import { Rooster, make } from "./rooster.js"
import { follow } from "./stroom.js"

// From here on a phone shows of each cell only how it looks, on one line: else one option is a screen, and forty are forty.
const VEEL = 7

class Keuzematrix {
  constructor(ouder) {
    this.rooster = new Rooster("Keuzemogelijkheden en criteria", (_, rij, kolom) => this.choose(rij, kolom))
    this.ruimte = make("div", "gk-oogst gk-keuzematrix", [this.rooster.tabel])
    ouder.append(this.ruimte)
  }

  update(data, meld) {
    Object.assign(this, { data, meld })
    this.teksten = new Map(Object.entries(data.teksten))
    this.draw()
    this.stop ??= follow(data.sessie, data.nummer, (sessie, bericht) => this.hear(sessie, bericht))
  }

  hear(sessie, { teksten = [] }) {
    if (sessie !== this.data.sessie) return
    const soorten = this.data.aspecten.map(({ soort }) => `${soort}/`)
    const eigen = teksten.filter(({ plek }) => soorten.some((begin) => plek.startsWith(begin)))
    if (eigen.length === 0) return
    for (const { plek, tekst } of eigen) this.teksten.set(plek, tekst)
    this.draw()
  }

  choose(rij, kolom) {
    this.meld(`${this.data.keuzes[rij].nummer}/${this.data.criteria[kolom].id}`)
  }

  draw() {
    const { keuzes, criteria } = this.data
    const rijen = keuzes.map((keuze) => [this.makeHead(keuze), criteria.map((criterium) => this.makeCell(keuze, criterium))])
    this.ruimte.classList.toggle("gk-veel", keuzes.length >= VEEL)
    this.rooster.draw("Keuzemogelijkheid", criteria.map(({ titel }) => titel), rijen)
  }

  makeHead({ nummer, titel, besluit }) {
    const kop = [make("span", "gk-nummer", [nummer]), " ", titel]
    return besluit ? [...kop, " ", make("span", "gk-merk", [besluit])] : kop
  }

  makeCell(keuze, criterium) {
    const cel = make("td", "gk-gaat", [make("span", "gk-oogstgroep", [criterium.titel])])
    const score = this.data.scores[`${keuze.nummer}/${criterium.id}`]
    if (score) {
      cel.append(make("span", "gk-score", [make("b", "", [score.teken], { "aria-hidden": "true" }), " ", score.woord]))
    }
    const gevuld = this.data.aspecten.filter(({ soort }) => this.text(soort, keuze, criterium))
    if (gevuld.length > 0) {
      const delen = gevuld.flatMap(({ soort, naam }) => [
        make("span", "gk-oogststap", [`${naam} `]), this.text(soort, keuze, criterium), "\n",
      ])
      cel.append(make("span", "gk-oogsttekst", delen.slice(0, -1), { lang: "nl" }))
    } else if (!score) {
      cel.append(make("span", "gk-oogststil", [criterium.gezegd ? `nog leeg; onder de vragen staat al wat (${criterium.gezegd})` : "nog leeg"]))
    }
    return cel
  }

  text(soort, keuze, criterium) {
    return (this.teksten.get(`${soort}/${keuze.nummer}-${criterium.id}`) ?? "").trim()
  }

  close() {
    this.stop?.()
    this.ruimte.remove()
  }
}

const matrices = new WeakMap()

export default function ({ parentElement, data, setTriggerValue }) {
  const matrix = matrices.get(parentElement) ?? new Keuzematrix(parentElement)
  matrices.set(parentElement, matrix)
  matrix.update(data, (cel) => setTriggerValue("cel", cel))
  return onLeave(parentElement, () => {
    matrices.get(parentElement)?.close()
    matrices.delete(parentElement)
  })
}
