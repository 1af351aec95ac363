// A second press that meant the first one: the second half of a double tap takes back what the first half chose (in
// Streamlit's buttons to choose from, a press on what is pressed already means 'nothing any more'), and on a slow network
// people press 'Verder met …' again, which would skip what they have not seen yet. Whoever means it waits a moment, or
// until the button says something else.
"use strict"
;(() => {
  const KIEZEN = '[data-testid="stButtonGroup"] button'
  const VERDER = ["wf_verder", "voorbereiden_verder", "groepen_verder", "weging_volgende"]
    .map((key) => `.st-key-${key} button`)
    .join()
  const WACHT_MS = { [KIEZEN]: 500, [VERDER]: 3000 }
  let vorige = { toen: -Infinity }
  let isDubbel = false

  const guard = (druk) => {
    const soort = [KIEZEN, VERDER].find((s) => druk.target.closest?.(s))
    const knop = soort && druk.target.closest(soort)
    const [tekst, toen] = [knop?.textContent, druk.timeStamp]
    // A press of the keyboard begins with its click.
    if (druk.type === "pointerdown" || (druk.type === "click" && druk.detail === 0)) {
      isDubbel = Boolean(knop) && knop === vorige.knop && tekst === vorige.tekst && toen - vorige.toen < WACHT_MS[soort]
    }
    if (isDubbel && knop) druk.stopImmediatePropagation()
    if (druk.type === "click") [vorige, isDubbel] = [{ knop, tekst, toen }, false]
  }

  // On the window, and before all others: React and its library for buttons listen lower down.
  for (const soort of ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click"]) {
    addEventListener(soort, guard, true)
  }
})()
