"""Raises in line 900000 of its own file.

verdict: error
"""

import ast

tree = ast.parse("raise ValueError('here')")
ast.increment_lineno(tree, 900000)
exec(compile(tree, __file__, "exec"))
