"""Raises an exception that is read backwards.

verdict: error
"""

raise ValueError("\u202e001/001 ssap\u2066 \u200b")
