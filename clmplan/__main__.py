"""`python -m clmplan`."""

from clmplan.cli.main import main

main()
