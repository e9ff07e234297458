"""For tests that install: no index is asked, what is needed besides lies where the tests run."""

import os
import sys
import sysconfig
from pathlib import Path


def environment(**more):
    """The environment of a script that makes a virtual environment and installs into it.

    The first ``python3`` is ours. What we import can be imported there, too, but for an editable install.
    """
    interpreter = Path(sys.executable).parent
    return {
        "PATH": f"{interpreter}{os.pathsep}{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_FORCE_REINSTALL": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # sic: pip reads it as the answer to "isolate?"
        "PIP_CONFIG_FILE": os.devnull,
    } | more
