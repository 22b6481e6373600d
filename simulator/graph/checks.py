"""Small checks of request values that answer in Graph's words."""

from .errors import GraphError


def required(values, *path, code=100):
    """Return the value at `path` of nested objects; raise Graph's error when it is missing or empty."""
    name = path[0] + "".join(f"['{part}']" for part in path[1:])
    for part in path:
        values = values.get(part) if isinstance(values, dict) else None
    if values is None or values == "" or values == [] or values == {}:
        if code == 131008:
            raise GraphError(131008, f"{name} is required")
        raise GraphError(100, message=f"(#100) The parameter {name} is required.")
    return values


def text(value, name, longest, shortest=1, code=100):
    """Raise Graph's error unless the value is text of a right length."""
    if not isinstance(value, str):
        raise GraphError(100, message=f"(#100) Param {name} must be a string.")
    if code == 131009 and not shortest <= len(value) <= longest:
        raise GraphError(131009, f"{name} length invalid. Min length: {shortest}, Max length: {longest}")
    if len(value) > longest:
        raise GraphError(100, message=f"(#100) Param {name} must be at most {longest} characters long.")
    return value


def count(items, name, most, least=1):
    """Raise Graph's error unless it is a list with a right number of objects."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise GraphError(100, message=f"(#100) Param {name} must be an array of objects.")
    if not least <= len(items) <= most:
        raise GraphError(131009, f"{name}: invalid count. Min count: {least}, Max count: {most}")
    return items


def unique(values, name):
    """Raise Graph's error when a value appears twice."""
    if len(set(values)) != len(values):
        raise GraphError(131009, f"Duplicated {name}")
