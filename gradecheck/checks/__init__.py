"""The author's work, judged before a class sees it: inputs, keys, mistakes, judging, and samples.

Every check is a small generator of findings with a code; the first line of its docstring is its title, the
rest its advice. ``catalogue`` lists them all, ``review`` runs them over a task.
"""
