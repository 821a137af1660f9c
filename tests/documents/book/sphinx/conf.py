project = "A book"
extensions = ["myst_parser"]
exclude_patterns = ["built"]
