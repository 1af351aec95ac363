// Draws the screen anew when something changed that cannot be put in place: groups, a clock, a mark.
//
// Not at once: fifty phones would ask in the same second. And never while a window is open or about to open, because
// Streamlit closes windows when it draws a screen. What somebody is writing is no reason to wait (the writing field
// survives it), except on a screen that says so.

import { awaitsAnswer } from "./drukken.js"
import { onLeave } from "./onderdeel.js"
import { follow } from "./stroom.js"

const RUST_MS = 400
const SPREIDING_MS = 900
const WACHT_MS = 1000
const SCHRIJFT_MS = 5000

let getypt = -Infinity
document.addEventListener("input", () => (getypt = performance.now()))

class Bijblijver {
  constructor() {
    this.stop = null
    this.klok = null
    this.vanaf = 0 // a drawing from before this change does not count as news
  }

  update(data, meld) {
    Object.assign(this, { data, meld })
    this.gevuld = new Set(data.gevuld)
    if (this.klok && data.nummer >= this.vanaf) this.cancel()
    this.stop ??= follow(data.sessie, data.nummer, (sessie, bericht) => this.hear(sessie, bericht))
  }

  hear(sessie, bericht) {
    if (sessie !== this.data.sessie || !this.isNews(bericht)) return
    const nummer = bericht.nummer ?? this.data.nummer + 1
    if (nummer <= this.data.nummer) return // our own doing, drawn already
    this.vanaf = Math.max(this.vanaf, nummer)
    this.klok ??= setTimeout(() => this.tell(), RUST_MS + Math.random() * SPREIDING_MS)
  }

  // Whoever leads also sees who comes in; others would draw their screens for each of fifty people.
  isNews({ anders, scherm, niet_besproken: feiten = [], teksten = [] }) {
    return (this.data.wie_binnenkomt ? anders : scherm) || feiten.length > 0 || teksten.some((tekst) => this.isFilledOrEmptied(tekst))
  }

  isFilledOrEmptied({ plek, tekst }) {
    return this.data.soorten.includes(plek.split("/")[0]) && this.gevuld.has(plek) !== (tekst.trim() !== "")
  }

  tell() {
    const isSchrijvend = this.data.rustig && performance.now() - getypt < SCHRIJFT_MS
    if (isSchrijvend || awaitsAnswer() || document.querySelector('[role="dialog"], dialog[open]')) {
      this.klok = setTimeout(() => this.tell(), WACHT_MS)
      return
    }
    this.klok = null
    this.meld(this.vanaf)
  }

  cancel() {
    clearTimeout(this.klok)
    this.klok = null
  }

  close() {
    this.cancel()
    this.stop?.()
  }
}

const bijblijvers = new WeakMap()

export default function ({ parentElement, data, setTriggerValue }) {
  const bijblijver = bijblijvers.get(parentElement) ?? new Bijblijver()
  bijblijvers.set(parentElement, bijblijver)
  bijblijver.update(data, (nummer) => setTriggerValue("nieuws", nummer))
  return onLeave(parentElement, () => {
    bijblijvers.get(parentElement)?.close()
    bijblijvers.delete(parentElement)
  })
}
