"""What the tests of backup and restore have in common."""

import gzip
import io
import json
import os
import tarfile
from hashlib import sha256
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from mercat.home.backup import pack


def manage(command, *options):
    out, err = StringIO(), StringIO()
    call_command(command, *map(str, options), stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def refusal(*options):
    with pytest.raises(CommandError) as refused:
        manage(*options)
    return str(refused.value)


def manifest(file):
    with tarfile.open(file) as tar:
        return json.loads(gzip.decompress(tar.extractfile("manifest.json.gz").read()))


def dump(folder):
    """Every part of a backup that is made now, by its hash."""
    made = folder / f"{uuid4()}.tar"
    manage("backup", made)
    return {part["name"]: (part["rows"], part["sha256"]) for part in manifest(made)["parts"]}


def altered(file, name, change):
    """The backup again, with one part's compressed bytes changed."""
    changed = file.with_name("altered.tar")
    with tarfile.open(file) as old, tarfile.open(changed, "w") as new:
        for entry in old:
            content = old.extractfile(entry).read()
            if entry.name == f"{name}.gz":
                content = change(content)
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
    reseal(changed)
    return changed


def reseal(file):
    """As a forger would: the last part says the hash of all that is before it."""
    with tarfile.open(file) as tar:
        seal = tar.getmember("seal.sha256")
    content = bytearray(file.read_bytes())
    digest = sha256(content[: seal.offset]).hexdigest().encode()
    content[seal.offset_data : seal.offset_data + seal.size] = digest
    file.write_bytes(content)


def rewritten(file, *, part="", change=None, **about):
    """The backup as somebody made it who knew how: every hash is right."""
    made = file.with_name("rewritten.tar")
    with pack.opened(file) as old, pack.packing(made) as packer:
        for each in old.parts:
            content = old.lines(each) if each.name.startswith("tables/") else old.blocks(each)
            packer.add(each.name, map(change, content) if each.name == part else content)
        packer.close({**old.about, **about})
    return made


def environment(url, var):
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "mercat.config.settings",
        "DATABASE_URL": url,
        "MERCAT_VAR": str(var),
        "SECRET_KEY": "only for tests",
    }
