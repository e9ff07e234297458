"""Raises in line 10**9 of a file that is not there.

verdict: error
"""

source = "\n" * 3 + "raise ValueError"
exec(compile(source, "../../key.py", "exec"))
