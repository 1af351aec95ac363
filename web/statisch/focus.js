// Streamlit makes a button anew when what it does has changed ('steunt dit', 'trekt steun in'), and whoever pressed it with
// the keyboard is back at the top of the page. The focus goes to the button that came in its place: its key differs only
// in the state or the count at its end.
"use strict"
;(() => {
  const WACHT_MS = 5000
  let stop = () => {}

  const follow = ({ target, detail }) => {
    const knop = target.closest?.('[data-testid="stButton"] button')
    const key = knop?.closest('[class*="st-key-"]')?.className.match(/st-key-\S+_(?=(True|False|\d+)(\s|$))/)?.[0]
    if (!key || detail) return // a finger or a mouse has no place to lose
    stop()
    const waak = new MutationObserver(() => {
      if (knop.isConnected) return
      const opvolger = document.querySelector(`.stElementContainer[class*="${key}"] button:not(:disabled)`)
      if (document.activeElement === document.body) opvolger?.focus({ preventScroll: true })
      if (opvolger) stop()
    })
    const tijd = setTimeout(() => stop(), WACHT_MS)
    stop = () => {
      clearTimeout(tijd)
      waak.disconnect()
    }
    waak.observe(document.body, { childList: true, subtree: true })
  }

  addEventListener("click", follow, true)
})()
