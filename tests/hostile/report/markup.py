"""Raises an exception that is a script in a web page.

verdict: error
"""

raise ValueError("<script>alert(1)</script><img src=x onerror=alert(1)> ](javascript:alert(1))")
