"""No module beside Typst may stand in for one of Python's own."""
raise RuntimeError("This is not the library's struct.")
