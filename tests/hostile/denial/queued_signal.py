"""Signals the grader by system calls that Python does not use.

verdict: fail
"""

from target import GRADER, raw

def answer(x):
    held = raw(434, 434, GRADER, 0)
    return [
        raw(424, 424, held, 9, 0, 0),  # pidfd_send_signal
        raw(200, 130, GRADER, 9),  # tkill
        raw(234, 131, GRADER, GRADER, 9),  # tgkill
        raw(129, 138, GRADER, 9, bytes(128)),  # rt_sigqueueinfo
        raw(297, 240, GRADER, GRADER, 9, bytes(128)),  # rt_tgsigqueueinfo
    ]
