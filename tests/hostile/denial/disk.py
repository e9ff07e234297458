"""Fills the disk.

verdict: error
"""

def answer(x):
    with open("/tmp/gradecheck-fill", "wb") as file:
        while True:
            file.write(bytes(1 << 24))
