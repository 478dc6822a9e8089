"""Install locked requirements into an environment: with uv in seconds, with pip where uv fails.

    python3 bin/install.py .venv/bin/python requirements/development.txt

Run with the Python outside the environment, because its pip may be the only one there is.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path


def main(python: str, requirements: str) -> None:
    if not by_uv(python, requirements):
        print("uv is not to be had here; pip takes a little longer.")
        pip(python, "--require-hashes", "-r", requirements)


def by_uv(python: str, requirements: str) -> bool:
    try:
        # uv itself, with its locked hash, then everything else by uv.
        with tempfile.TemporaryDirectory() as folder:
            only_uv = Path(folder, "uv.txt")
            only_uv.write_text(locked("uv", Path(requirements).read_text()))
            pip(python, "--require-hashes", "--no-deps", "-r", str(only_uv))
        uv = Path(python).with_name("uv")
        command = [uv, "pip", "install", "--quiet", "--require-hashes", "--python", python]
        subprocess.run([*command, "-r", requirements], check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def locked(name: str, text: str) -> str:
    """The lines of one package: its version and its hashes."""
    found = re.search(rf"^{name}==.*\\\n(?:    --hash=.*\n)+", text, re.MULTILINE)
    if not found:
        raise OSError(f"{name} is not locked")
    return found[0]


def pip(python: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    subprocess.run([*command, "install", "--quiet", *arguments], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
