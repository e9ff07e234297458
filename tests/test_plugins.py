"""Finding plugins, and saying whose fault it is when one is broken."""

import pytest
from worlds import PLUGIN

from gradecheck import plugins
from gradecheck.errors import PluginError


def refusal(path):
    """The text with which a plugin file is refused."""
    with pytest.raises(PluginError) as caught:
        plugins.add(plugins.Registry(), [path])
    return str(caught.value)


def test_the_shipped_plugins_are_found_through_their_entry_points():
    registry = plugins.load()

    assert registry.warnings == ()
    assert {"gradecheck", "gradecheck_backprop", "gradecheck_matrix_calculus"} <= {
        p.name for p in registry.plugins
    }
    assert {"text", "json", "jsonl"} <= set(registry.reporters)
    assert registry.owners["backprop-script"].name == "gradecheck_backprop"


def test_a_plugin_file_offers_its_exercises_under_its_own_name(write):
    folder = write({"mine.py": PLUGIN})

    registry = plugins.add(plugins.Registry(), [folder / "mine.py"])

    assert list(registry.exercises) == ["least-grad"]
    assert registry.owners["least-grad"].name == "mine.py"


def test_a_misspelt_hook_is_refused_by_name(write):
    folder = write({"mine.py": PLUGIN.replace("def gradecheck_exercises", "def gradecheck_exercise")})

    assert refusal(folder / "mine.py") == (
        "plugin mine.py: unknown hook 'gradecheck_exercise'; "
        "the hooks are gradecheck_exercises and gradecheck_reporters"
    )


def test_a_plugin_that_cannot_be_imported_is_blamed_in_one_line(write):
    folder = write({"mine.py": "import no_such_library\n"})

    assert refusal(folder / "mine.py") == (
        "plugin mine.py: ModuleNotFoundError: No module named 'no_such_library'"
    )


def test_a_hook_that_returns_something_else_is_refused(write):
    folder = write({"mine.py": PLUGIN.replace("return [grad]", "return ['grad']")})

    assert refusal(folder / "mine.py") == (
        "plugin mine.py: gradecheck_exercises: expected exercises, got str; "
        "decorate the key with @exercise(...)"
    )


def test_a_task_s_plugin_that_offers_nothing_is_told_what_to_add(write):
    folder = write({"mine.py": PLUGIN.replace("@hookimpl", "")})

    assert refusal(folder / "mine.py") == (
        "plugin mine.py: it offers nothing; add @hookimpl def gradecheck_exercises(): return [...]"
    )


def test_an_exercise_without_inputs_is_refused(write):
    folder = write({"mine.py": PLUGIN.replace("@grad.inputs", "")})

    assert refusal(folder / "mine.py") == (
        "plugin mine.py: exercise 'least-grad' has no inputs; add @grad.inputs"
    )


def test_an_exercise_offered_twice_is_refused_with_its_owner(write):
    folder = write({"mine.py": PLUGIN, "other.py": PLUGIN})
    registry = plugins.add(plugins.Registry(), [folder / "mine.py"])

    with pytest.raises(PluginError) as caught:
        plugins.add(registry, [folder / "other.py"])

    assert str(caught.value) == (
        "plugin other.py: gradecheck_exercises: 'least-grad' is already offered by mine.py"
    )


def test_an_exercise_offered_twice_by_one_plugin_is_refused(write):
    folder = write({"mine.py": PLUGIN.replace("return [grad]", "return [grad, grad]")})

    assert (
        refusal(folder / "mine.py") == "plugin mine.py: gradecheck_exercises: 'least-grad' is offered twice"
    )


def test_a_missing_plugin_file_says_where_it_was_looked_for(tmp_path):
    assert refusal(tmp_path / "mine.py") == f"plugin mine.py: there is no file {tmp_path / 'mine.py'}"


def test_a_wrong_id_is_the_plugins_fault(write):
    folder = write({"mine.py": PLUGIN.replace('"least-grad"', '"Least_grad"')})

    assert refusal(folder / "mine.py") == (
        "plugin mine.py: 'Least_grad' is not an id; write kebab-case like 'trace-inverse-grad'"
    )


@pytest.fixture
def installed(write, monkeypatch):
    """Pretend that a distribution with these files and entry points is installed."""

    def install(files, entry_points, name="stranger"):
        points = "[gradecheck]\n" + "".join(f"{k} = {v}\n" for k, v in entry_points.items())
        info = {
            f"site/{name}-2.5.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.5\n",
            f"site/{name}-2.5.dist-info/entry_points.txt": points,
        }
        folder = write({f"site/{k}": v for k, v in files.items()} | info)
        monkeypatch.syspath_prepend(str(folder / "site"))

    return install


def test_a_strangers_installed_plugin_is_found(installed):
    installed({"stranger_course/plugin.py": PLUGIN}, {"stranger_course": "stranger_course.plugin"})

    registry = plugins.load()

    owner = registry.owners["least-grad"]
    assert (owner.name, owner.version) == ("stranger_course", "2.5")
    assert owner.fingerprint().startswith("2.5 sha256:")


def test_a_broken_installed_plugin_is_a_warning_and_the_others_still_work(installed):
    installed({"stranger_broken.py": "1 / 0\n"}, {"stranger_broken": "stranger_broken"})

    registry = plugins.load()

    assert registry.warnings == ("plugin stranger_broken: ZeroDivisionError: division by zero",)
    assert "backprop-script" in registry.exercises


def test_two_installed_plugins_of_one_name_are_not_confused(installed):
    installed({"stranger_twin.py": ""}, {"gradecheck_backprop": "stranger_twin"})

    registry = plugins.load()

    assert registry.warnings == ("plugin gradecheck_backprop of stranger: another plugin has this name",)


def test_a_fingerprint_changes_with_the_plugins_files(write):
    folder = write({"mine.py": PLUGIN})
    before = plugins.add(plugins.Registry(), [folder / "mine.py"]).plugins[0].fingerprint()
    write({"mine.py": PLUGIN + "\n# changed\n"})

    after = plugins.add(plugins.Registry(), [folder / "mine.py"]).plugins[0].fingerprint()

    assert before != after
