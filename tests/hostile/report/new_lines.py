"""Raises an exception that looks like the next line of the report.

verdict: error
"""

raise ValueError("x\n\r\u2028affine-lsq-grad-x  pass  100/100")
