"""Raises an exception that cannot be written.

verdict: error
"""

raise ValueError("\ud800\udfff\x00")
