"""The one file that is run by path: ``python -I -S -B inside.py CONFIG``, behind the wall.

It loads its neighbours as a package of their own (nothing of gradecheck is importable here), warms numpy up,
and becomes a zygote or, where there is no wall, a single worker.
"""

import importlib.util
import json
import os
import sys
import types
from typing import Any

#: what the package is called in here
PACKAGE = "_gradecheck_wall"
#: imported at once: what students use, and the parts of numpy that ``from numpy import *`` would load
WARM = """numpy numpy.linalg numpy.random math random itertools functools collections operator copy io
types warnings traceback time linecache typing dataclasses re enum abc string tokenize
numpy.char numpy.ctypeslib numpy.f2py numpy.fft numpy.ma numpy.polynomial numpy.rec numpy.testing""".split()
#: imported too where a worker cannot open any file
WIDE = """cmath contextlib inspect textwrap statistics fractions decimal numbers heapq bisect datetime
calendar timeit pprint pickle base64 hashlib zlib gzip csv argparse logging pathlib tempfile
shutil glob threading queue weakref unittest secrets ctypes encodings.idna encodings.latin_1
encodings.utf_8_sig encodings.gbk ast tokenize importlib.util concurrent.futures
multiprocessing subprocess platform urllib.parse urllib.error pkgutil mmap doctest configparser
locale select selectors asyncio uuid html cProfile pstats struct array errno stat fnmatch
zipfile difflib optparse getpass signal codecs reprlib graphlib zoneinfo pdb atexit resource
numpy.typing numpy.lib.stride_tricks""".split()


def neighbour(name: str, here: str = os.path.dirname(os.path.abspath(__file__))) -> Any:
    """One of the files beside this one, as part of a package whose ``__init__`` is not run."""
    package = sys.modules.setdefault(PACKAGE, types.ModuleType(PACKAGE))
    package.__path__ = [here]
    return importlib.import_module(f"{PACKAGE}.{name}")


def warm(numpy_in: str, modules: list[str]) -> None:
    """Import numpy from the folder ``numpy_in``, which is on the path only meanwhile, and use it once."""
    sys.path.append(numpy_in)
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError:  # an interpreter that was built without it
            if name == "numpy":
                raise
    sys.path[:] = [path for path in sys.path if path != numpy_in and os.path.exists(path)]
    random, linalg = sys.modules["numpy.random"], sys.modules["numpy.linalg"]
    random.seed(0)
    linalg.svd(random.rand(8, 8) @ random.rand(8, 8))
    importlib.util.find_spec("no_such_module")  # fills the listings of folders that cannot be listed later


def stubs(folder: str) -> dict[str, bytes]:
    """The sources of what students import out of habit, by path."""
    found = {}
    for base, _, names in os.walk(folder):
        for path in (os.path.join(base, name) for name in names if name.endswith(".py")):
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return found


def main() -> None:
    """Become what the configuration says, and never return."""
    config = json.loads(sys.argv[1])
    del sys.argv[1:]
    wide = config["walls"] and not config["landlock"]
    warm(config["numpy"], WARM + (WIDE if wide else []))
    found = neighbour("importer").Memory(
        stubs(os.path.join(os.path.dirname(os.path.abspath(__file__)), "stubs"))
    )
    if config["walls"]:
        neighbour("zygote").serve(config, found)
    else:
        neighbour("worker").alone(found, config["memory"], config["parent"])


if __name__ == "__main__":
    main()
