"""Prints without end while it is imported.

verdict: error
"""

while True:
    print("x" * 1000000)
