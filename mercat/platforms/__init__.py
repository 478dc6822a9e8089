"""Recognises accounts on social media in what people paste.

    >>> recognise("www.facebook.com/Strathbeg.Council?ref=ts").key
    'facebook:strathbegcouncil'

A pure library: no network, no framework, no dependencies. `python -m mercat.platforms` reads
lines and writes JSON.
"""

from .account import Account, NotAnAccount, Reason, likely
from .extract import extract
from .platform import Platform
from .recogniser import recognise
from .registry import PLATFORMS, platform_name

__all__ = [
    "PLATFORMS",
    "Account",
    "NotAnAccount",
    "Platform",
    "Reason",
    "extract",
    "likely",
    "platform_name",
    "recognise",
]
