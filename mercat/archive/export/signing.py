"""A signature of the operator's own SSH key on the manifest, by OpenSSH where it is there."""

import shutil
import subprocess
from pathlib import Path

from django.core.management.base import CommandError


def sign(manifest: Path, *, key: str) -> None:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise CommandError("ssh-keygen is not there. The archive is whole, and not signed.")
    manifest.with_name(f"{manifest.name}.sig").unlink(missing_ok=True)
    command = [program, "-Y", "sign", "-f", key, "-n", "mercat-archive", str(manifest)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # of our own words and a path
    if done.returncode:
        raise CommandError(f"Not signed: {done.stderr.strip()}")
