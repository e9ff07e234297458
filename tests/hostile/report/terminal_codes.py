"""Raises an exception that paints the terminal.

verdict: error
"""

raise ValueError("\x1b[2J\x1b[H\x1b[32mPASS 100/100\x07")
