from mercat.register.views.accounts import account, accounts

__all__ = ["account", "accounts"]
