// A second press that meant the first one: the second half of a double tap takes back what the first half chose (in
// Streamlit's buttons to choose from, a press on what is pressed already means 'nothing any more'), and on a slow network
// people press 'Verder met …' again, which would skip what they have not seen yet; a double click on 'Maak er een actie
// van' would make two. Whoever means it waits a moment, or until the button says something else.
"use strict"
;(() => {
  const KIEZEN = '[data-testid="stButtonGroup"] button'
  const VERDER = ["wf_verder", "voorbereiden_verder", "groepen_verder", "weging_volgende"]
    .map((key) => `.st-key-${key} button`)
    .join()
  const MAKEN = ':is([class*="st-key-wf_actie_uit_"], [class*="st-key-wf_actie_bij_"]) button'
  const WACHT_MS = { [KIEZEN]: 500, [VERDER]: 3000, [MAKEN]: 1000 }
  let vorige = { toen: -Infinity }
  let isDubbel = false

  const guard = (druk) => {
    const soort = Object.keys(WACHT_MS).find((s) => druk.target.closest?.(s))
    const knop = soort && druk.target.closest(soort)
    const toen = druk.timeStamp
    // Not the element: a button that makes something is another one as soon as that is there (its key ends in a count).
    const key = knop?.closest('[class*="st-key-"]')?.className.match(/st-key-\S+?(?=_na_|\s|$)/)
    const wat = `${key} ${knop?.textContent}`
    // A press of the keyboard begins with its click.
    if (druk.type === "pointerdown" || (druk.type === "click" && druk.detail === 0)) {
      isDubbel = Boolean(knop) && wat === vorige.wat && toen - vorige.toen < WACHT_MS[soort]
    }
    if (isDubbel && knop) druk.stopImmediatePropagation()
    if (druk.type === "click") [vorige, isDubbel] = [{ wat, toen }, false]
  }

  // On the window, and before all others: React and its library for buttons listen lower down.
  for (const soort of ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click"]) {
    addEventListener(soort, guard, true)
  }
})()
