"""The addresses of imports, for the tests of who may see them."""

from typing import Any

from tests.factories import ImportFactory

# Those of the register, and one list that was imported: its keeper's alone.
REGISTER_KEEPERS = {
    "register:imports",
    "register:start_import",
    "register:export",
    "register:disappearances",
}
ONE_IMPORT = {
    "register:import": 200,
    "register:import_columns": 302,  # it is applied
    "register:mend_row": 200,
    "register:undo_import": 200,
    "register:import_report": 200,
    "register:choose_rows": 405,
    "register:apply_import": 405,
    "register:read_again": 405,
    "register:discard_import": 405,
    "register:remember_list": 200,
    "register:forget_list": 405,
    "register:answer_disappearance": 405,
}
IMPORTS = {*REGISTER_KEEPERS, *ONE_IMPORT}


def one_import(council: Any) -> dict[str, Any]:
    """What stands in their addresses."""
    source = ImportFactory(organisation=council.organisation)
    return {"import_id": source.public_id, "number": 1, "kind": "csv"}
