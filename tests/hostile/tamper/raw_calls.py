"""Changes the results by system calls that Python does not use.

verdict: fail
"""

from target import RESULTS, raw

def answer(x):
    path = RESULTS.encode()
    tried = [
        raw(76, 45, path, 0),  # truncate
        raw(268, 53, -100, path, 0o777),  # fchmodat
        raw(452, 452, -100, path, 0o777, 0),  # fchmodat2
        raw(280, 88, -100, path, None, 0),  # utimensat
        raw(188, 5, path, b"user.x", b"x", 1, 0),  # setxattr
        raw(263, 35, -100, path, 0),  # unlinkat
        raw(316, 276, -100, path, -100, path + b".old", 0),  # renameat2
        raw(133, 33, path + b".pipe", 0o10666, 0),  # mknod
    ]
    return tried
    return 0 * x
