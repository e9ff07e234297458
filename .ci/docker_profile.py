"""Run a command under what Docker does to a container by default: its capabilities, its filter of calls.

    python .ci/docker_profile.py COMMAND...

An imitation, where no Docker can be had: of the calls that the profile does not allow, those are refused that
a sandbox would like to use, and those that reach much of the kernel. For x86-64. Exit code 77: not here.
Sources: moby/profiles, seccomp/default.json; moby, daemon/pkg/oci/caps/defaults.go; linux/capability.h;
linux/prctl.h; linux/seccomp.h; asm/unistd_64.h.
"""

import ctypes
import errno
import os
import platform
import struct
import sys

#: chown dac_override fowner fsetid kill setgid setuid setpcap net_bind_service net_raw sys_chroot mknod
#: audit_write setfcap
KEPT = (0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31)
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, CAPABILITIES_3 = 24, 38, 0x20080522
SECCOMP, SECCOMP_SET_MODE_FILTER, AUDIT_ARCH_X86_64 = 317, 1, 0xC000003E
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
CLONE, CLONE3, UNSHARE = 56, 435, 272
#: CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
NAMESPACES = 0x7E020000
#: with EPERM
REFUSED = {
    "pivot_root": 155,
    "acct": 163,
    "settimeofday": 164,
    "mount": 165,
    "umount2": 166,
    "swapon": 167,
    "swapoff": 168,
    "reboot": 169,
    "sethostname": 170,
    "iopl": 172,
    "ioperm": 173,
    "init_module": 175,
    "delete_module": 176,
    "quotactl": 179,
    "lookup_dcookie": 212,
    "clock_settime": 227,
    "mbind": 237,
    "set_mempolicy": 238,
    "get_mempolicy": 239,
    "kexec_load": 246,
    "add_key": 248,
    "request_key": 249,
    "keyctl": 250,
    "unshare": UNSHARE,
    "move_pages": 279,
    "perf_event_open": 298,
    "open_by_handle_at": 304,
    "setns": 308,
    "finit_module": 313,
    "kexec_file_load": 320,
    "bpf": 321,
    "userfaultfd": 323,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "mount_setattr": 442,
}


def program() -> bytes:
    """The filter, as classic BPF."""
    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06
    code = [(load, 0, 0, 4), (equal, 1, 0, AUDIT_ARCH_X86_64), (give, 0, 0, REFUSE | errno.EPERM)]
    code += [(load, 0, 0, 0), (equal, 0, 1, CLONE3), (give, 0, 0, REFUSE | errno.ENOSYS)]
    for number in REFUSED.values():
        code += [(equal, 0, 1, number), (give, 0, 0, REFUSE | errno.EPERM)]
    code += [(equal, 0, 3, CLONE), (load, 0, 0, 16), (any_bit, 0, 1, NAMESPACES)]
    code += [(give, 0, 0, REFUSE | errno.EPERM), (give, 0, 0, ALLOW)]
    return b"".join(struct.pack("<HBBI", *step) for step in code)


def confine() -> None:
    """Take from this process what Docker takes. Raises ``OSError``."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() != 0 and libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")
    code = program()
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))  # struct sock_fprog
    if libc.syscall(SECCOMP, SECCOMP_SET_MODE_FILTER, 0, header) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    if os.geteuid() == 0:
        for capability in set(range(41)) - set(KEPT):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
        low = sum(1 << capability for capability in KEPT)
        sets = struct.pack("<6I", low, low, 0, 0, 0, 0)
        if libc.capset(struct.pack("<Ii", CAPABILITIES_3, 0), sets) != 0:
            raise OSError(ctypes.get_errno(), "capset")
    if libc.unshare(NAMESPACES) == 0 or ctypes.get_errno() != errno.EPERM:
        raise OSError(0, "the filter does not hold")


def main() -> None:
    """Confine this process, and become the command."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        print("not Linux on x86-64")
        sys.exit(77)
    confine()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 -- that is what it is for


if __name__ == "__main__":
    main()
