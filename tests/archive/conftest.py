from tests.test_outsiders import address

__all__ = ["address"]  # a fixture: the address of something that is there, for every route
