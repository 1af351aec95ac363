"""The screens. Each folder is a stage; each file in it is one screen, read from top to bottom as the user sees it.

Besides this file no .py may stand here directly: a flat file wakes Streamlit's old page finder (besluit 0003).
"""
