// Leaving the page. Streamlit may put a component in place a second time (the theme changed while its script was still
// coming in) and only then take the first one away, in the very same spot: that is not leaving.

export function onLeave(plek, ruimOp) {
  return () => setTimeout(() => {
    if (!plek.isConnected) ruimOp()
  })
}
