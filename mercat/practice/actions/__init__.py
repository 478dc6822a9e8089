from mercat.practice.actions.pages import (
    SavedMeanwhile,
    begin,
    change,
    publish,
    restore,
    set_visibility,
    withdraw,
)

__all__ = ["SavedMeanwhile", "begin", "change", "publish", "restore", "set_visibility", "withdraw"]
