"""`python -m clmplan`."""

from clmplan.cli.app import main

main()
