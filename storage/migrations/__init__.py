"""Migrations. After a change in storage/tables.py: `python -m storage.migrations "Wat er verandert"`.

Then read what it wrote. Alembic compares no CHECK constraints and no triggers: a word that joins an enum, and a table
with triggers that is built anew, are written by hand (test_migraties.py tells when a CHECK is forgotten).
"""
