"""Prints and raises commands that a pipeline obeys.

verdict: error
"""

import sys

print("::set-output name=points::100", flush=True)
print("::error::x", file=sys.stderr)
raise ValueError("\n::add-mask::x\n::set-output name=points::100")
