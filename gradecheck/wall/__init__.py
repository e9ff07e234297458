"""Everything between us and a student's code. What crosses it is bytes; what comes back are plain values.

Outside: ``host`` raises the wall and asks, ``spawn`` and ``plain`` start processes, ``link`` carries the
bytes under a clock, ``answers`` reads what comes back, ``probe`` tries what is forbidden. Inside, run by
path, with nothing but the standard library and numpy: ``zygote`` forks a ``worker`` per submission, after
``confine`` and ``seccomp`` have taken everything away. ``frame`` is on both sides.
"""
