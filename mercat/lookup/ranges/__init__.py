"""The register as static files, which any host can serve and which tell nobody what was asked."""

from mercat.lookup.ranges.layout import digest
from mercat.lookup.ranges.places import Bucket, Folder, Place
from mercat.lookup.ranges.publishing import Published, publish

__all__ = ["Bucket", "Folder", "Place", "Published", "digest", "publish"]
