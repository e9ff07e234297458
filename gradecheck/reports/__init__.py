"""One file for each format; each is offered through the hook ``gradecheck_reporters`` like a stranger's.

A reporter says what was found and recomputes nothing. It is handed one submission at a time and keeps
counters only, so that a class of any size is written as it is graded.
"""
