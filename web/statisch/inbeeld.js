// What a link named is brought into view and marked, once: whoever scrolls, types or taps meanwhile keeps their place.
//
// It may come in later than this script (a writing field, the board with inbreng), and what comes in above it pushes it
// down: so it is held in view until the page has come to rest.

import { onLeave } from "./onderdeel.js"

const RUST_MS = 1500
const GEDULD_MS = 15000
const EIGEN = ["wheel", "touchmove", "pointerdown", "keydown"]

// What sticks to the top of the screen must not cover it.
function measureTop() {
  const boven = document.querySelector(".st-key-bovenaan")
  return boven ? boven.getBoundingClientRect().height : 0
}

class Aanwijzer {
  constructor() {
    this.doel = null
    this.klokken = []
    this.laatLos = () => this.release()
  }

  update({ doel }) {
    if (doel === this.doel) return
    this.close()
    this.doel = doel
    for (const soort of EIGEN) document.addEventListener(soort, this.laatLos, { capture: true, passive: true })
    this.kijker = new MutationObserver(() => this.look())
    this.kijker.observe(document.body, { childList: true, subtree: true })
    this.meter = new ResizeObserver(() => this.hold())
    this.klokken.push(setTimeout(() => this.release(), GEDULD_MS))
    this.look()
  }

  look() {
    const element = document.querySelector(this.doel)
    if (!element || element === this.element) return
    // Drawn anew, as the board with inbreng does: the mark has to come along.
    const eerste = !this.element
    this.element = element
    element.dataset.gkGevraagd = ""
    if (!eerste) return
    element.tabIndex = -1
    element.focus({ preventScroll: true })
    this.isVast = true
    this.meter.observe(document.querySelector('[data-testid="stMainBlockContainer"]') ?? document.body)
    this.hold()
    this.klokken.push(setTimeout(() => this.release(), RUST_MS))
  }

  hold() {
    if (!this.isVast || !this.element.isConnected) return
    this.element.style.scrollMarginTop = `${measureTop() + 16}px`
    this.element.scrollIntoView({ block: "start", behavior: "instant" })
  }

  // From here on the page is theirs; the mark stays for as long as the address names it.
  release() {
    this.isVast = false
    this.meter?.disconnect()
    this.klokken.splice(0).forEach(clearTimeout)
    for (const soort of EIGEN) document.removeEventListener(soort, this.laatLos, { capture: true })
  }

  close() {
    this.release()
    this.kijker?.disconnect()
    if (this.element) delete this.element.dataset.gkGevraagd
    this.element = null
  }
}

const aanwijzers = new WeakMap()

export default function ({ parentElement, data }) {
  const aanwijzer = aanwijzers.get(parentElement) ?? new Aanwijzer()
  aanwijzers.set(parentElement, aanwijzer)
  aanwijzer.update(data)
  return onLeave(parentElement, () => {
    aanwijzers.get(parentElement)?.close()
    aanwijzers.delete(parentElement)
  })
}
