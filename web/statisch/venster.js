// Streamlit closes a window at a tap beside it, Escape or its cross, and everything typed in it is gone. Whoever typed
// something that is not sent yet is asked first; a window in which nothing was typed closes at once, as ever.
"use strict"
;(() => {
  const VELD = ':is([data-testid="stTextInput"], [data-testid="stTextArea"]) :is(input, textarea)'
  const BESIDE = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click"]
  const begin = new Map() // what stood in a field before somebody typed in it
  let mag = false

  const find_venster = () => document.querySelector('[data-testid="stDialog"] [role="dialog"]')
  const find_vraag = () => document.querySelector(".gk-verlaten")
  const find_kruis = (venster) => venster.querySelector(':scope > button[type="button"]')

  const find_onbewaard = (venster) => {
    for (const veld of begin.keys()) if (!veld.isConnected) begin.delete(veld)
    return [...begin.keys()].findLast((veld) => venster.contains(veld) && veld.value !== begin.get(veld))
  }

  const remember = ({ target }) => {
    if (target.matches?.(`[role="dialog"] ${VELD}`) && !begin.has(target)) begin.set(target, target.value)
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

  const guard = (gebeurtenis, is_sluiten) => {
    const venster = find_venster()
    if (mag || !venster || !is_sluiten(venster, gebeurtenis.target)) return
    const veld = find_onbewaard(venster)
    if (!veld) return
    gebeurtenis.stopImmediatePropagation()
    if (gebeurtenis.type === "keydown" && find_vraag()) find_vraag().querySelector("button").click()
    else if (["click", "keydown"].includes(gebeurtenis.type)) ask(venster, veld)
  }

  const is_beside = (venster, doel) => !venster.contains(doel) && Boolean(doel.closest?.('[data-testid="stDialog"]'))
  const is_kruis = (venster, doel) => find_kruis(venster)?.contains(doel)

  // On the window, and before all others: React and its library for windows listen on the document.
  addEventListener("beforeinput", remember, true)
  for (const soort of BESIDE) addEventListener(soort, (g) => guard(g, is_beside), true)
  addEventListener("click", (g) => {
    if (!g.target.closest?.(".gk-verlaten")) find_vraag()?.remove()
    guard(g, is_kruis)
  }, true)
  addEventListener("keydown", (g) => {
    // Escape in an open list closes that list.
    if (g.key === "Escape" && !document.querySelector('[role="listbox"]')) guard(g, () => true)
  }, true)
})()
