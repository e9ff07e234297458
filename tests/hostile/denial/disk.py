"""Fills the disk.

verdict: error
"""

from target import LEFT

def answer(x):
    with open(f"/tmp/{LEFT}", "wb") as file:
        while True:
            file.write(bytes(1 << 24))
