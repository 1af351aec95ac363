// The time of one group, counted down on the server's clock: everybody reads the same.

import { countLeft, formatTijd } from "./klok.js"
import { onLeave, setText } from "./onderdeel.js"

const TIK_MS = 250
const BIJNA_S = 120

class Groepklok {
  constructor(ouder) {
    this.cijfers = document.createElement("span")
    this.woorden = document.createElement("span")
    this.cijfers.className = "gk-cijfers"
    this.cijfers.setAttribute("role", "timer")
    this.cijfers.setAttribute("aria-live", "off")
    this.woorden.setAttribute("role", "status")
    this.wortel = document.createElement("p")
    this.wortel.className = "gk-groepklok"
    this.wortel.append(this.cijfers, " ", this.woorden)
    ouder.append(this.wortel)
    this.tik = setInterval(() => this.show(), TIK_MS)
  }

  update(data) {
    this.data = data
    this.show()
  }

  show() {
    const { loopt_tot: tot } = this.data
    const over = countLeft(this.data)
    setText(this.cijfers, formatTijd(over))
    this.cijfers.setAttribute("aria-label", `nog ${Math.floor(over / 60)} minuten en ${over % 60} seconden`)
    setText(this.woorden, describe(this.data, over))
    this.wortel.dataset.stand = over === 0 ? "om" : tot && over <= BIJNA_S ? "bijna" : tot ? "loopt" : "stil"
  }

  close() {
    clearInterval(this.tik)
    this.wortel.remove()
  }
}

function describe({ loopt_tot: tot, begonnen }, over) {
  if (over === 0) return "de tijd is om"
  if (!tot) return begonnen ? "pauze" : "nog niet gestart"
  return over <= BIJNA_S ? "bijna om" : "over"
}

const klokken = new WeakMap()

export default function ({ parentElement, data }) {
  const klok = klokken.get(parentElement) ?? new Groepklok(parentElement)
  klokken.set(parentElement, klok)
  klok.update(data)
  return onLeave(parentElement, () => {
    klokken.get(parentElement)?.close()
    klokken.delete(parentElement)
  })
}
