"""Reads a compose file as the specification has it, and says where it does not."""

import re
import sys

import compose_spec
import yaml

# Variables as compose puts them in: defaults, and for those that must be set any port.
VARIABLE = re.compile(r"\$\{\w+(?::-(?P<default>[^}]*)|:\?[^}]*)?\}")


def interpolate(text):
    """Replaces every variable; ``$$`` stays for what reads the value next."""
    return VARIABLE.sub(lambda found: found.group("default") or "8000", text)


# Aliases and `<<` are YAML's own: what they stand for is what is checked.
with open(sys.argv[1], encoding="utf-8") as file:
    document = yaml.safe_load(interpolate(file.read()))
compose = compose_spec.PyCompose.from_yaml(yaml.safe_dump(document))
compose.validate()
compose.to_spec()
print(f"{sys.argv[1]}: {len(compose.service_names())} services, as the specification has it")
