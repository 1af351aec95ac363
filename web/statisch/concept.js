// A longer text in a form is a field of Streamlit's own, and those are empty again after a refresh. What is typed in a
// field whose key begins with 'concept_' is kept in this tab until its form was sent and its window is gone.
"use strict"
;(() => {
  const VELD = '[class*="st-key-concept_"] textarea'
  // Streamlit draws a field empty and fills it a frame later (18 ms, measured): what stands there then is where it began.
  const GEVULD_NA_MS = 200
  // A form that was sent and then is nowhere: what it was about closed in between. That takes one drawing of the screen.
  const VERZONDEN_MS = 1500
  const velden = new Map()
  const verzonden = new Map()

  const find_sleutel = (veld) => {
    const key = /st-key-(concept_\S+)/.exec(veld.closest('[class*="st-key-concept_"]').className)[1]
    return `gk ${key} ${new URLSearchParams(location.search).get("sessie")}`
  }

  const read = (sleutel) => {
    try {
      return JSON.parse(sessionStorage.getItem(sleutel))
    } catch {
      return null
    }
  }

  const write = (sleutel, concept) => {
    try {
      if (concept) sessionStorage.setItem(sleutel, JSON.stringify(concept))
      else sessionStorage.removeItem(sleutel)
    } catch {
      // Storage is full or forbidden: then it is as it would have been without us.
    }
  }

  // React keeps a value of its own beside the field's: only through the browser's setter does it see a difference.
  const set_value = (veld, tekst) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(veld, tekst)
    veld.dispatchEvent(new Event("input", { bubbles: true }))
  }

  const follow = (veld) => {
    const stand = { sleutel: find_sleutel(veld), basis: veld.value, getypt: false, verzonden: false }
    velden.set(veld, stand)
    veld.addEventListener("input", () => {
      Object.assign(stand, { getypt: true, verzonden: false })
      write(stand.sleutel, veld.value === stand.basis ? null : { basis: stand.basis, tekst: veld.value })
    })
    const send = () => (stand.verzonden = true)
    veld.closest('[data-testid="stForm"]')?.addEventListener("click", (klik) => {
      if (klik.target.closest('[data-testid="stFormSubmitButton"]')) send()
    })
    veld.addEventListener("keydown", (toets) => {
      if (toets.key === "Enter" && (toets.ctrlKey || toets.metaKey)) send()
    })
    const begin = performance.now()
    const settle = () => {
      if (stand.getypt || !veld.isConnected) return
      stand.basis = veld.value
      if (performance.now() - begin < GEVULD_NA_MS) requestAnimationFrame(settle)
      else restore(veld, stand)
    }
    requestAnimationFrame(settle)
  }

  const restore = (veld, { sleutel, basis }) => {
    const concept = read(sleutel)
    // Somebody else may have changed the text since: then theirs stands, and the draft was about another one.
    if (concept && concept.basis === basis) set_value(veld, concept.tekst)
  }

  const find_onverstuurd = (begin) => {
    const past = (sleutel) => sleutel.startsWith(`gk ${begin}`) && sleutel.endsWith(new URLSearchParams(location.search).get("sessie"))
    const te_laat = [...verzonden].find(([sleutel]) => past(sleutel))
    if (te_laat) write(te_laat[0], { basis: "", tekst: te_laat[1] })
    const sleutel = Object.keys(sessionStorage).find(past)
    return sleutel && read(sleutel)?.tekst
  }

  // The field is gone, what somebody was writing in it is not.
  const show_onverstuurd = () => {
    for (const vak of document.querySelectorAll("[data-concept][hidden]")) {
      const tekst = find_onverstuurd(vak.dataset.concept)
      if (!tekst) continue
      vak.querySelector(".gk-tekst").textContent = tekst
      vak.hidden = false
    }
  }

  const end = (veld, { sleutel, verzonden: is_verzonden }) => {
    velden.delete(veld)
    if (!is_verzonden) return
    write(sleutel, null)
    verzonden.set(sleutel, veld.value)
    setTimeout(() => verzonden.delete(sleutel), VERZONDEN_MS)
  }

  // Somebody closed a window and said that what was typed in it may go.
  addEventListener("gk-verworpen", () => velden.forEach(({ sleutel }) => write(sleutel, null)))

  new MutationObserver(() => {
    for (const [veld, stand] of velden) {
      if (!veld.isConnected) end(veld, stand)
    }
    for (const veld of document.querySelectorAll(VELD)) if (!velden.has(veld)) follow(veld)
    show_onverstuurd()
  }).observe(document.documentElement, { childList: true, subtree: true })
})()
