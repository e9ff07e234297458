"""The long script of CI: what it says of each part, and the container that it imitates."""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CI = Path(__file__).parent.parent / ".ci"
X86_64 = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="Docker's filter is imitated for x86-64"
)
CONFINED = """
import ctypes, os, socket, threading
libc = ctypes.CDLL(None, use_errno=True)
for call, arguments in ("unshare", [0x10000000]), ("setns", [0, 0]), ("mount", [None, b"/", None, 0, None]):
    print(call, libc[call](*arguments), ctypes.get_errno())
threading.Thread(target=print, args=("thread",)).start()
socket.socket().close()
if os.fork() == 0:
    os._exit(0)
os.wait()
print(*(line for line in open("/proc/self/status") if line.startswith(("CapEff", "CapBnd"))), sep="")
"""


def full(*parts, **environment):
    command = [CI / "full", *parts]
    env = os.environ | environment
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=env)


def test_every_part_is_there():
    text = (CI / "full").read_text("utf-8")
    parts = re.search(r"^PARTS=\((.*)\)$", text, re.MULTILINE)[1].split()
    assert parts == re.findall(r"^part_([\w.]+)\(\)", text, re.MULTILINE)
    assert "run" == parts[0]


def test_a_part_that_fails_is_named_and_decides_the_exit_code():
    done = full("nothing-of-this-name")
    assert (1, "full: nothing-of-this-name: FAILED\n") == (done.returncode, done.stdout)
    assert "part_nothing-of-this-name" in done.stderr


def test_a_part_that_cannot_run_here_is_skipped_aloud(tmp_path):
    """It says why, and what would help; where nothing else failed, all is well."""
    for tool in ("bash", "cat", "chmod", "dirname", "env", "mktemp", "rm"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    done = full("browser", PATH=str(tmp_path))
    said = "full: browser: skipped: there is no Chromium; install the package chromium\n"
    assert (0, said, "") == (done.returncode, done.stdout, done.stderr)


@X86_64
def test_dockers_profile_is_imitated():
    """No namespaces and no mounts, and as root the fourteen capabilities; processes and threads are free."""
    command = [sys.executable, CI / "docker_profile.py", sys.executable, "-c", CONFINED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stderr)
    assert "unshare -1 1\nsetns -1 1\nmount -1 1\nthread\n" in done.stdout
    if os.geteuid() == 0:
        assert "CapEff:\t00000000a80425fb\n" in done.stdout
        assert "CapBnd:\t00000000a80425fb\n" in done.stdout
