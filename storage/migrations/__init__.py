"""Migrations. After a change in storage/tables.py: `python -m storage.migrations "Wat er verandert"`.

Read what it wrote: Alembic compares no CHECK constraints and no triggers: a word that joins an enum, and a table with triggers that is
built anew, are written by hand (test_migraties.py tells when they are forgotten).
"""
