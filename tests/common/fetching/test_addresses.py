from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis.strategies import integers, ip_addresses

from mercat.common.fetching.addresses import is_public

PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.9",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.250",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1111%eth0",
    "fec0::1",
    "ff02::1",
]
PUBLIC = ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.255.255", "1.1.1.1", "2606:4700::1111"]


@pytest.mark.parametrize("address", PRIVATE)
def test_is_public_refuses(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_is_public_accepts(address):
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "١.1.1.1"])
def test_is_public_refuses_what_is_no_number(text):
    assert not is_public(text)


@given(ip_addresses())
def test_what_python_calls_private_is_never_public(address):
    if address.is_private or address.is_loopback or address.is_link_local or address.is_reserved:
        assert not is_public(str(address))


@given(integers(0, 2**32 - 1))
def test_no_old_address_hides_in_a_new_one(number):
    old = int(IPv4Address(number))
    hidden = [(0xFFFF << 32) | old, old, (0x64FF9B << 96) | old, (0x2002 << 112) | old << 80]

    assert [each for each in hidden if is_public(str(IPv6Address(each)))] == []
    assert ip_address(number).version == 4
