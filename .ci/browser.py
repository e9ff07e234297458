"""Look at the HTML report as a browser does: in both themes and languages, on a phone and on a desk.

    python .ci/browser.py CHROMIUM [FOLDER]

A class and a student are graded; each page is opened in headless CHROMIUM with every part unfolded. What
axe-core finds, what the console says (the content policy speaks there), what is asked of the network, and a
page wider than a phone are printed, and make exit code 1. FOLDER keeps the reports and their pictures. First
a page with each of these faults is shown: a fault that is not seen there is a fault of this script.
Needs playwright and axe-playwright-python.
"""

import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from gradecheck.reports.as_html import POLICY

SAMPLES = Path(__file__).parent.parent / "submissions"
LANGUAGES, THEMES = ("en", "zh-CN"), ("light", "dark")
#: CSS pixels; 320 is the width that WCAG 2.2, 1.4.10, asks for
SCREENS = {"phone": (320, 690), "desk": (1280, 900)}
#: names that are markup or long
NAMES = ("<script>alert(1)</script>", "学号2020123456_欧阳娜娜的作业", "x" * 120, "a very long name " * 6)
UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FAULTY = f"""<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>faulty</title></head><body><p style="width:2000px">wide</p><script>1</script>
<img src="https://nowhere.invalid/x.png"></body></html>"""


def main() -> None:
    """Print a line for each fault, and one for each page."""
    chromium, *kept = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(*kept or [name])
        folder.mkdir(exist_ok=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        (folder / "faulty.html").write_text(FAULTY, "utf-8")
        seen = {fault.split(":")[0] for fault in faults(browser, folder / "faulty.html", "phone", "light")}
        failed = seen != {"axe", "console", "network", "width"}
        print(f"faults seen on the page that has them: {', '.join(sorted(seen))}")
        for report, screen, theme in itertools.product(list(reports(folder)), SCREENS, THEMES):
            found = list(faults(browser, report, screen, theme))
            failed |= bool(found)
            print(f"{report.stem}, {screen}, {theme}: {len(found)} faults", *found, sep="\n    ")
        browser.close()
    sys.exit(failed)


def reports(folder: Path) -> Iterator[Path]:
    """The pages to look at: a class with hostile names, and one student with a curve of the losses."""
    class_ = folder / "class"
    shutil.rmtree(class_, ignore_errors=True)
    class_.mkdir()
    samples = sorted((SAMPLES / "matrix-calculus").glob("[!t]*/*.py"))  # every verdict but timeout
    for sample in samples[:: len(samples) // 20]:
        shutil.copyfile(sample, class_ / f"{sample.parent.name}-{sample.name}")
    for name in NAMES:
        shutil.copyfile(samples[0], class_ / f"{name.replace('/', '⁄')}.py")
    student = SAMPLES / "backprop" / "fail" / "wrong-w1__half.py"
    for lang in LANGUAGES:
        yield graded("matrix-calculus", class_, lang, folder / f"class-{lang}.html")
        yield graded("backprop", student, lang, folder / f"student-{lang}.html")


def graded(task: str, submissions: Path, lang: str, page: Path) -> Path:
    """The page about some submissions."""
    words = ["run", task, submissions, "--lang", lang, "--seed", "1", "--jobs", "2", "--no-progress"]
    command = [sys.executable, "-m", "gradecheck", *map(str, words), "--format", f"html={page}"]
    done = subprocess.run(command, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"gradecheck ended with {done.returncode}")
    return page


def faults(browser: Browser, report: Path, screen: str, theme: str) -> Iterator[str]:
    """What is wrong with one page on one screen; a picture of it, still folded, is kept beside it."""
    width, height = SCREENS[screen]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"console: {error}"))
    page.goto(report.absolute().as_uri())
    said += [f"network: {one.url}" for one in page.requests() if not one.is_navigation_request()]
    page.screenshot(path=report.with_name(f"{report.stem}-{screen}-{theme}.png"))
    page.evaluate(UNFOLD)
    yield from _wider(page)
    yield from said
    for violation in Axe().run(page).response["violations"]:
        where = violation["nodes"][0]["target"]
        yield f"axe: {violation['id']}: {violation['help']}: {len(violation['nodes'])} ×, first at {where}"
    page.close()


def _wider(page: Page) -> Iterator[str]:
    pixels = page.evaluate(WIDER)
    if pixels > 0:
        yield f"width: {pixels} pixels have to be scrolled to"


if __name__ == "__main__":
    main()
