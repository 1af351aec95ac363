// The second half of a double tap takes back what the first half chose: in Streamlit's buttons to choose from, a press
// on what is pressed already means 'nothing any more'. Whoever means that waits a moment.
"use strict"
;(() => {
  const DUBBEL_MS = 500
  let vorige = null
  let toen = -Infinity
  let isDubbel = false

  const guard = (druk) => {
    const knop = druk.target.closest?.('[data-testid="stButtonGroup"] button')
    if (druk.type === "pointerdown") isDubbel = Boolean(knop) && knop === vorige && druk.timeStamp - toen < DUBBEL_MS
    if (isDubbel && knop) druk.stopImmediatePropagation()
    if (druk.type === "click") [vorige, toen, isDubbel] = [knop, druk.timeStamp, false]
  }

  // On the window, and before all others: React and its library for buttons listen lower down.
  for (const soort of ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click"]) {
    addEventListener(soort, guard, true)
  }
})()
