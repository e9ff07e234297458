"""Find plugins, ask each what it offers, and say who owns what.

pluggy is used here and nowhere else: one plugin at a time is registered, checked and asked, so that every
error, duplicate or misspelt hook names its owner. What comes out is a plain :class:`Registry`.
"""

import hashlib
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pluggy

from gradecheck import hookspecs
from gradecheck.errors import PluginError
from gradecheck.exercise import AnyExercise, Exercise, ScriptExercise
from gradecheck.hookspecs import ReporterFactory

GROUP = "gradecheck"


@dataclass(frozen=True)
class Plugin:
    """One plugin: its name in reports, its version (empty for a file beside a task), its file."""

    name: str
    version: str
    path: Path
    package: bool

    def fingerprint(self) -> str:
        """Version and SHA-256 over the plugin's files: what the report says it was graded with."""
        digest = hashlib.sha256()
        files = sorted(self.path.parent.rglob("*")) if self.package else [self.path]
        for path in files:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(self.path.parent).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return f"{self.version} sha256:{digest.hexdigest()}".strip()

    def task_files(self) -> list[Path]:
        """The task files beside an installed plugin's ``plugin.py``."""
        return sorted(self.path.parent.glob("*.yaml")) if self.package else []


@dataclass(frozen=True)
class Registry:
    """Everything on offer. ``warnings`` names the installed plugins that are broken, and why."""

    exercises: dict[str, AnyExercise] = field(default_factory=dict)
    owners: dict[str, Plugin] = field(default_factory=dict)
    reporters: dict[str, ReporterFactory] = field(default_factory=dict)
    plugins: tuple[Plugin, ...] = ()
    warnings: tuple[str, ...] = ()

    def task_files(self) -> list[Path]:
        """The task files of every installed plugin."""
        return [file for plugin in self.plugins for file in plugin.task_files()]


def load() -> Registry:
    """Everything that is installed, our own reporters among it. A broken plugin becomes a warning."""
    registry = Registry()
    entry_points = sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.name, e.value))
    for entry in entry_points:
        try:
            registry = _installed(registry, entry)
        except PluginError as error:
            registry = replace(registry, warnings=(*registry.warnings, str(error)))
    return registry


def add(registry: Registry, paths: Sequence[Path]) -> Registry:
    """The registry and a task's own plugin files. Raises ``PluginError`` for a broken one."""
    for path in paths:
        if not path.is_file():
            raise PluginError(f"plugin {path.name}: there is no file {path}")
        with _blame(path.name):
            module = _module_from(path)
        offered = _offers(registry, Plugin(path.name, "", path, package=False), module)
        if (offered.exercises, offered.reporters) == (registry.exercises, registry.reporters):
            raise PluginError(
                f"plugin {path.name}: it offers nothing; "
                "add @hookimpl def gradecheck_exercises(): return [...]"
            )
        registry = offered
    return registry


def _installed(registry: Registry, entry: metadata.EntryPoint) -> Registry:
    distribution = f" of {entry.dist.name}" if entry.dist else ""
    if any(plugin.name == entry.name for plugin in registry.plugins):
        raise PluginError(f"plugin {entry.name}{distribution}: another plugin has this name")
    with _blame(entry.name):
        module = entry.load()
    if not isinstance(module, ModuleType) or module.__file__ is None:
        raise PluginError(f"plugin {entry.name}: the entry point {entry.value!r} is not a module")
    version = entry.dist.version if entry.dist else ""
    return _offers(registry, Plugin(entry.name, version, Path(module.__file__), package=True), module)


def _module_from(path: Path) -> ModuleType:
    name = f"gradecheck_plugin_{path.stem}_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise PluginError(f"plugin {path.name}: a plugin is a Python file, {path.name!r} is not")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # so that inspect and dataclasses find the module's source
    spec.loader.exec_module(module)
    return module


def _offers(registry: Registry, plugin: Plugin, module: ModuleType) -> Registry:
    """The registry with what one plugin offers; refuses what another plugin offers already."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    with _blame(plugin.name):
        manager.register(module, plugin.name)
        _check_hooks(manager)
        exercises = [e for offer in manager.hook.gradecheck_exercises() for e in offer]
        reporters = {n: r for offer in manager.hook.gradecheck_reporters() for n, r in offer.items()}
    for exercise in exercises:
        _check(plugin.name, exercise)
    offered = {e.id: e for e in exercises}
    if len(offered) < len(exercises):
        twice = next(e.id for i, e in enumerate(exercises) if e.id in {f.id for f in exercises[:i]})
        raise PluginError(f"plugin {plugin.name}: gradecheck_exercises: {twice!r} is offered twice")
    for name in offered:
        if name in registry.owners:
            owner = registry.owners[name].name
            raise PluginError(
                f"plugin {plugin.name}: gradecheck_exercises: {name!r} is already offered by {owner}"
            )
    for name in reporters:
        if name in registry.reporters:
            raise PluginError(f"plugin {plugin.name}: gradecheck_reporters: {name!r} is already offered")
    return replace(
        registry,
        exercises=registry.exercises | offered,
        owners=registry.owners | dict.fromkeys(offered, plugin),
        reporters=registry.reporters | reporters,
        plugins=(*registry.plugins, plugin),
    )


def _check_hooks(manager: pluggy.PluginManager) -> None:
    """Refuse a misspelt hook; pluggy would never call it, and nobody would learn why."""
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        known = [name for name in vars(hookspecs) if name.startswith("gradecheck_")]
        raise PluginError(
            f"{str(error).split(' in plugin')[0]}; the hooks are {' and '.join(known)}"
        ) from error


def _check(plugin: str, exercise: object) -> None:
    """What the decorators cannot see: the right type, and inputs."""
    if not isinstance(exercise, (Exercise, ScriptExercise)):
        raise PluginError(
            f"plugin {plugin}: gradecheck_exercises: expected exercises, got {type(exercise).__name__}; "
            "decorate the key with @exercise(...)"
        )
    if isinstance(exercise, Exercise) and exercise.draw is None:
        raise PluginError(
            f"plugin {plugin}: exercise {exercise.id!r} has no inputs; add @{exercise.key.__name__}.inputs"
        )


@contextmanager
def _blame(plugin: str) -> Iterator[None]:
    """Whatever a plugin's code raises is its author's fault, and says so in one line."""
    try:
        yield
    except PluginError as error:
        text = str(error)
        raise PluginError(text if text.startswith("plugin ") else f"plugin {plugin}: {text}") from error
    except Exception as error:  # the wall around plugin code: anything may come
        text = " ".join(str(error).split())
        raise PluginError(f"plugin {plugin}: {type(error).__name__}: {text}") from error
