"""Asks for a module whose name is not a name.

verdict: error
"""

raise ModuleNotFoundError("x", name="\x1b[31m" + "n" * 10**6)
