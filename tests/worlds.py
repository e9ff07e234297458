"""Texts from which tests build small worlds: a plugin, a task that uses it, two submissions."""

PLUGIN = '''
import numpy as np
from gradecheck.author import Text, exercise, hookimpl
from gradecheck.draw import normal, sizes

HINT = Text("Count the constants.", "数一数常数。")

def half_square(A, x):
    return 0.5 * np.sum((A @ x) ** 2)

@exercise("least-grad", derivative_of=half_square, wrt="x", layout="denominator", zh="求梯度。")
def grad(A, x):
    """Gradient of 1/2 ||A x||^2 with respect to x."""
    return A.T @ (A @ x)

@grad.inputs
def _(rng, k):
    m, n = sizes(rng, 2)
    return [normal(rng, m, n), normal(rng, n)]

grad.wrong("factor-two", lambda A, x: 2 * A.T @ (A @ x), hint=HINT)
grad.wrong("no-transpose", lambda A, x: A @ (A @ x), hint=HINT, raises=True)

@hookimpl
def gradecheck_exercises():
    return [grad]
'''

TASK = """
format: 1
id: least
title: {en: Least squares, zh-CN: 最小二乘}
plugins: [exercises.py]
seed: 7
limits: {seconds: 2, total_seconds: 10}
exercises:
  - {use: least-grad, entry: grad, points: 4, credit: {factor-two: 0.5}}
"""

RIGHT = "def grad(A, x):\n    return A.T @ A @ x\n"
DOUBLE = "def grad(A, x):\n    return 2 * A.T @ (A @ x)\n"

# a report of one submission, in the layout of json
REPORT = """\
{"format": 1,
 "gradecheck": "0.1.0",
 "numpy": "2.4.6",
 "task": "least",
 "seed": 7,
 "plugins": {"exercises.py": "sha256:fba797c94aa1"},
 "isolation": {"mode": "full", "missing": []},
 "submissions": [
  {"id": "double", "path": "class/double.py", "verdict": "partial", "points": 2.0, "max_points": 4.0,
   "exercises": [
    {"id": "least-grad", "verdict": "partial", "points": 2.0, "max_points": 4.0, "diagnosis": "factor-two",
     "message": {"id": "named", "params": {}, "text": "a known mistake"}}]}]}
"""
