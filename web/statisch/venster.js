// Streamlit closes a window at a tap beside it, Escape, its cross or Back, and everything typed in it is gone. Whoever
// typed something that is not sent yet is asked first; a window in which nothing was typed closes at once, as ever.
"use strict"
;(() => {
  const VELD = ':is([data-testid="stTextInput"], [data-testid="stTextArea"]) :is(input, textarea)'
  const BESIDE = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click"]
  const begin = new Map() // what stood in a field before somebody typed in it
  let mag = false
  let adres = "" // of the screen on which somebody types
  let begonBuiten = false // a finger or mouse that went down beside the window, not one that selects text from within

  const find_venster = () => document.querySelector('[data-testid="stDialog"] [role="dialog"]')
  const find_vraag = () => document.querySelector(".gk-verlaten")
  const find_kruis = (venster) => venster.querySelector(':scope > button[type="button"]')

  const find_onbewaard = (venster) => {
    for (const veld of begin.keys()) if (!veld.isConnected) begin.delete(veld)
    return [...begin.keys()].findLast((veld) => venster.contains(veld) && veld.value !== begin.get(veld))
  }

  const remember = ({ target }) => {
    find_vraag()?.remove() // whoever types on has answered
    if (!target.matches?.(`[role="dialog"] ${VELD}`) || begin.has(target)) return
    begin.set(target, target.value)
    adres = location.href
  }

  const make = (soort, eigenschappen) => Object.assign(document.createElement(soort), eigenschappen)

  const make_knop = (tekst, klas, doe) => {
    const knop = make("button", { type: "button", className: klas, textContent: tekst })
    knop.addEventListener("click", doe)
    return knop
  }

  const ask = (venster, veld) => {
    find_vraag()?.remove()
    const vraag = make("div", { className: "gk-melding gk-geweigerd gk-verlaten" })
    const zin = make("p", { id: "gk-verlaten", textContent: "Wat je typte is nog niet bewaard." })
    const verder = make_knop("Schrijf verder", "gk-knop", () => {
      vraag.remove()
      veld.focus()
    })
    const weg = make_knop("Sluit zonder te bewaren", "gk-knop gk-stil", () => {
      dispatchEvent(new Event("gk-verworpen"))
      mag = true
      find_kruis(venster).click()
      mag = false
    })
    vraag.setAttribute("role", "alertdialog")
    vraag.setAttribute("aria-labelledby", zin.id)
    vraag.append(zin, verder, weg)
    venster.append(vraag)
    vraag.scrollIntoView({ block: "nearest" })
    verder.focus()
  }

  // Keeps what would close the window from all others, and then does this.
  const guard = (gebeurtenis, is_sluiten, doe) => {
    const venster = find_venster()
    if (mag || !venster || !is_sluiten(venster, gebeurtenis.target)) return
    const veld = find_onbewaard(venster)
    if (!veld) return
    gebeurtenis.stopImmediatePropagation()
    doe(venster, veld)
  }

  const is_beside = (venster, doel) => !venster.contains(doel) && Boolean(doel.closest?.('[data-testid="stDialog"]'))
  const is_kruis = (venster, doel) => Boolean(find_kruis(venster)?.contains(doel))

  const guardBeside = (gebeurtenis) => {
    if (gebeurtenis.type === "pointerdown") begonBuiten = false
    guard(gebeurtenis, is_beside, (venster, veld) => {
      if (gebeurtenis.type === "pointerdown") begonBuiten = true
      // Not at the click: a phone may give none for a tap on what is no button.
      else if (gebeurtenis.type === "pointerup" && begonBuiten) ask(venster, veld)
    })
  }

  const guardEscape = (gebeurtenis) => {
    // In an open list it closes that list.
    if (gebeurtenis.key !== "Escape" || document.querySelector('[role="listbox"]')) return
    guard(gebeurtenis, () => true, (venster, veld) => {
      if (find_vraag()) find_vraag().querySelector("button").click()
      else ask(venster, veld)
    })
  }

  const guardBack = (gebeurtenis) =>
    guard(gebeurtenis, () => true, (venster, veld) => {
      if (location.href === adres) return // here again
      history.forward()
      ask(venster, veld)
    })

  const guardLeave = (gebeurtenis) => guard(gebeurtenis, () => true, () => gebeurtenis.preventDefault())

  // On the window, and before all others: React and its library for windows listen on the document.
  addEventListener("beforeinput", remember, true)
  for (const soort of BESIDE) addEventListener(soort, guardBeside, true)
  addEventListener("click", (klik) => guard(klik, is_kruis, ask), true)
  addEventListener("keydown", guardEscape, true)
  addEventListener("popstate", guardBack, true)
  addEventListener("beforeunload", guardLeave, true)
})()
