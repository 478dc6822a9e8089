"""Names a browser from what it says of itself, and tells whether its makers still support it.

    >>> classify("Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)", on=today).browser
    'Internet Explorer'

A pure library: no network, no framework. `python -m mercat.browsers` reads lines and writes JSON.
What is not known is never called old.
"""

from .answer import Answer, Reason
from .classifier import classify
from .releases import SHIPPED, NotReleases, Releases

__all__ = ["SHIPPED", "Answer", "NotReleases", "Reason", "Releases", "classify"]
