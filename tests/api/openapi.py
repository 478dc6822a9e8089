"""What an answer contradicts in the description that the API gives of itself."""

from typing import Any

TYPES = {"string": str, "integer": int, "array": list, "object": dict, "null": type(None)}


def faults(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "") -> list[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return faults(value, document["components"]["schemas"][name], document, at)
    if "anyOf" in schema:
        every = [faults(value, each, document, at) for each in schema["anyOf"]]
        return min(every, key=len)
    if not isinstance(value, TYPES[schema["type"]]):
        return [f"{at}: {value!r} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is not among {schema['enum']}"]
    if schema["type"] == "array":
        return [
            fault
            for number, each in enumerate(value)
            for fault in faults(each, schema["items"], document, f"{at}[{number}]")
        ]
    return object_faults(value, schema, document, at) if "properties" in schema else []


def object_faults(
    value: dict[str, Any], schema: dict[str, Any], document: dict[str, Any], at: str
) -> list[str]:
    known = schema["properties"]
    found = [f"{at}: {key} is missing" for key in schema["required"] if key not in value]
    found += [f"{at}: {key} is not described" for key in value if key not in known]
    for key in set(value) & set(known):
        found += faults(value[key], known[key], document, f"{at}.{key}")
    return found
