"""Components of our own: browsers fetch their script once, from web/statisch, instead of with every element."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

# Whoever loses the network while a screen comes in gets its components once it is back, and no error. The same address
# again: another one would be a second copy with a memory of its own. Some browsers remember that an address failed;
# those get another after all.
_SCRIPT = """\
const adres = new URL('/gk/statisch/NAAM.js', location.origin)
async function haal(keer) {
  try {
    return await import(keer < 4 ? adres : `${adres}?keer=${keer}`)
  } catch (fout) {
    if (!(fout instanceof TypeError)) throw fout // it arrived, and is wrong
    await new Promise((verder) => setTimeout(verder, Math.min(8000, 250 * 2 ** keer)))
    return haal(keer + 1)
  }
}
export default (await haal(0)).default
"""


def make_component(naam: str, *, html: str | None = None) -> ComponentRenderer:
    """The component whose script is /gk/statisch/<naam>.js; its style is in the page already.

    A question with sixteen fields otherwise carries sixteen copies of the script: 258 against 29 KiB a click.
    Styles are not isolated: inside a shadow root Streamlit takes an 'r' that somebody types for its rerun shortcut.
    """
    script = _SCRIPT.replace("NAAM", naam)
    return st.components.v2.component(f"gesprekskaart_{naam}", html=html, js=script, isolate_styles=False)
