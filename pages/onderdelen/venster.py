"""A window: opened by a button, and forgotten when it closes.

A field in a window says in its key what it is about (`deelnemer_naam_3`): whoever closes one window and opens the next
before the screen is drawn anew would otherwise find in it what stood in the first, and save it there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, ParamSpec

import streamlit as st

P = ParamSpec("P")


def venster(
    titel: str, *, width: Literal["small", "medium"] = "small"
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Make a window of a function.

    Closing it draws the screen anew. By default Streamlit tells nobody: then the fields keep what stood in them, and
    the window of the next participant, partnership or poll opens with that of the one before.
    """
    return st.dialog(titel, width=width, on_dismiss="rerun")
