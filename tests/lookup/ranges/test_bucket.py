"""`publish` to S3-compatible storage: a server of its own on this machine, asked by real HTTP."""

import hashlib
import json
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from django.utils import timezone
from moto.server import ThreadedMotoServer

from mercat.register import actions as register
from mercat.register.models import Account
from tests.factories import AccountFactory, OrganisationFactory
from tests.lookup.ranges.publishing import publishing

MANY = 3200  # more than 240 kB in one file: 256 shards
KEYS = {"AWS_ACCESS_KEY_ID": "of-this-test", "AWS_SECRET_ACCESS_KEY": "alone"}


@dataclass
class Storage:
    address: str
    var: Path
    bucket: str  # each test its own: one server after the other has the same memory

    @property
    def client(self) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name="us-east-1",
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )

    def publishing(self, *, stderr: int | None = None) -> Any:
        given = {
            "LOOKUP_BUCKET": f"s3://{self.bucket}/site/",
            "LOOKUP_BUCKET_ENDPOINT": self.address,
        }
        return publishing("--bucket", var=self.var, stderr=stderr, **given, **KEYS)

    def objects(self) -> dict[str, str]:
        """Each name under the folder, with what the storage calls its content."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        found = [each for page in pages for each in page.get("Contents", [])]
        return {each["Key"].removeprefix("site/"): each["ETag"] for each in found}

    def read(self, name: str) -> Any:
        answer = self.client.get_object(Bucket=self.bucket, Key=f"site/{name}")
        return json.loads(answer["Body"].read())

    def told(self, key: str) -> str:
        index = self.read("index.json")
        name = hashlib.sha256(key.encode()).hexdigest()
        prefix, suffix = name[: index["n"]], name[index["n"] :]
        shard = self.read(f"{index['generation']}/{prefix or 'all'}.json")
        return str(shard.get(suffix, "not_registered"))


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    made = Storage(f"http://{host}:{port}", tmp_path / "var", uuid4().hex)
    made.client.create_bucket(Bucket=made.bucket)
    yield made
    server.stop()


@pytest.fixture
def organisation(flushable: Any) -> Any:
    return OrganisationFactory(verified=True)


def registered(organisation: Any, count: int) -> list[Account]:
    made = AccountFactory.build_batch(count, organisation=organisation)
    Account.objects.bulk_create(made, batch_size=500)
    register.publish_all(accounts=made, at=timezone.now())
    return made


def test_publish_to_a_bucket_writes_everything_and_then_what_changed(storage, organisation):
    accounts = registered(organisation, 400)
    assert storage.publishing().wait() == 0
    before = storage.objects()
    shown = {storage.told(each.key) for each in accounts[::40]}
    header = storage.client.head_object(Bucket=storage.bucket, Key="site/index.json")
    Account.objects.filter(pk=accounts[0].pk).update(status="closed_released")
    register.publish(account=Account.objects.get(pk=accounts[0].pk), at=timezone.now())
    time.sleep(1.1)  # the index tells seconds

    assert storage.publishing().wait() == 0

    after = storage.objects()
    name = hashlib.sha256(accounts[0].key.encode()).hexdigest()
    assert set(before) == {
        *(f"1-1/{digit:x}.json" for digit in range(16)),
        *("index.json", "badge.js", "lookup.js"),
    }
    assert shown == {"official"}
    assert header["CacheControl"] == "max-age=60"
    assert {path for path in after if after[path] != before.get(path)} == {
        "index.json",
        f"1-1/{name[0]}.json",
    }
    assert [storage.told(each.key) for each in accounts[:2]] == ["was_official", "official"]


def kill_amid(process: Any, storage: Storage) -> bool:
    """Kill it when it has begun to write the new files; whether it had not finished."""
    while process.poll() is None:
        if any(name.startswith("1-2/") for name in storage.objects()):
            process.send_signal(signal.SIGKILL)
            break
    return bool(process.wait() == -signal.SIGKILL)


def test_publish_to_a_bucket_that_is_killed_leaves_the_old_files_whole(storage, organisation):
    accounts = registered(organisation, 100)
    assert storage.publishing().wait() == 0
    before = storage.objects()
    accounts += registered(organisation, MANY - 100)

    amid = kill_amid(storage.publishing(), storage)
    left = storage.objects()
    known = {storage.told(each.key) for each in accounts[:100:9]}

    assert (amid, known) == (True, {"official"})
    assert {path: left[path] for path in before} == before
    assert storage.publishing().wait() == 0
    assert storage.read("index.json")["n"] == 2
    assert {storage.told(each.key) for each in accounts[::200]} == {"official"}
    storage.publishing().wait()
    assert {path.partition("/")[0] for path in storage.objects() if "/" in path} == {"1-2"}


def test_publish_to_a_bucket_that_is_not_there_says_so(storage, organisation):
    storage.client.delete_bucket(Bucket=storage.bucket)

    process = storage.publishing(stderr=subprocess.PIPE)
    said = process.communicate()[1].decode()

    assert (process.returncode, said.count("\n")) == (1, 1)
    assert said.startswith("CommandError: Not published: ")
