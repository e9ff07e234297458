"""Loops while it is imported.

verdict: timeout
"""

while True:
    pass
