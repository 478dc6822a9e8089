"""`make check`: everything that can be said without running the product. Says yes or no."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
REAL_SITE = {"SITE_URL": "https://mercat.example", "SECRET_KEY": "x" * 49 + "0aB!"}
CHECKS = {
    "types": [BIN / "mypy"],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "layers": [BIN / "lint-imports"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "references": [*MANAGE, "reference", "--check"],
    "messages": [sys.executable, "bin/messages.py", "--check"],
}


def run(name: str) -> tuple[str, bool, str, float]:
    started = time.perf_counter()
    environment = {**os.environ, **(REAL_SITE if name == "deploy" else {})}
    done = subprocess.run(
        CHECKS[name], env=environment, capture_output=True, text=True, check=False
    )
    output = done.stdout + done.stderr
    return name, done.returncode == 0, output, time.perf_counter() - started


def main() -> int:
    good = True
    with ThreadPoolExecutor(2) as pool:
        for name, passed, output, seconds in pool.map(run, CHECKS):
            print(f"{'yes' if passed else 'NO ':3} {name} ({seconds:.1f} s)", flush=True)
            if not passed:
                print(output)
            good = good and passed
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
