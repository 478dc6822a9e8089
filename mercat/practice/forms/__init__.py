from mercat.practice.forms.pages import (
    FindForm,
    PageForm,
    VisibilityForm,
    WithdrawForm,
)

__all__ = ["FindForm", "PageForm", "VisibilityForm", "WithdrawForm"]
