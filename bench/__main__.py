"""`make bench`: every benchmark, one after the other, each against its floor in the same run."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    folders = sorted(file.parent.name for file in Path(__file__).parent.glob("*/__main__.py"))
    codes = [run(name) for name in folders]
    return max(codes, default=0)


def run(name: str) -> int:
    print(f"=== {name} ===", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
