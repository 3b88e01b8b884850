"""The views of `clmplan audience`: lines for the terminal, a document, a list of pseudonymous ids."""
