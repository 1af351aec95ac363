// Small things that every component of ours needs.

export function make(soort, klasse = '', ...inhoud) {
  const element = document.createElement(soort)
  if (klasse) element.className = klasse
  element.append(...inhoud)
  return element
}

// A part that folds out. `onFold` hears at the press: what the browser tells of it comes later, and a drawing in between
// would close it again.
export function makeUitklap(kop, inhoud, open, onFold) {
  const regel = make("summary", "", kop)
  const uitklap = make("details", "", regel, inhoud)
  uitklap.open = open
  regel.onclick = () => onFold(!uitklap.open)
  return uitklap
}

// Only what differs: a screen reader tells what is put there anew.
export function setText(element, tekst) {
  if (element.textContent !== tekst) element.textContent = tekst
}

// Leaving the page. Streamlit may put a component in place a second time (the theme changed while its script was still
// coming in) and only then take the first one away, in the very same spot: that is not leaving.

export function onLeave(plek, ruimOp) {
  return () => setTimeout(() => {
    if (!plek.isConnected) ruimOp()
  })
}
