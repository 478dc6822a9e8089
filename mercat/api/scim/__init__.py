"""SCIM 2.0 (RFC 7643, 7644), the part that a directory needs to say who works here.

Users alone: find, create, switch on and off. It changes memberships and nothing else: a person's
name and address belong to the person, who may work elsewhere too.
"""

from mercat.api.scim.users import scim

__all__ = ["scim"]
