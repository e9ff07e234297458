"""The author's work, judged before a class sees it: inputs, keys, mistakes, judging, and samples.

Every check is a small generator of findings with a code; its title and its advice are among the messages, in
both languages. ``review`` runs them all over a task.
"""
