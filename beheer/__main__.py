"""`python -m beheer` is the same as `gesprekskaart`."""

from beheer import main

main()
