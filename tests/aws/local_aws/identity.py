"""Who makes a call: services act in a role's name with an access key of ours, which says whose it is."""

import re

_roles: dict[str, str] = {}
_keys: dict[str, str] = {}


def access_key(role_arn: str) -> str:
    """The access key of whoever acts as the role."""
    if role_arn not in _keys:
        key = f"ASIALOCALROLE{len(_keys):07}"
        _roles[key] = role_arn
        _keys[role_arn] = key
    return _keys[role_arn]


def role_of(response) -> str | None:
    """The role that a request was signed for; None for a person (the tests, the AWS provider), who may do everything."""
    found = re.search(r"Credential=([^/]+)/", response.headers.get("Authorization") or "")
    return _roles.get(found.group(1)) if found else None
