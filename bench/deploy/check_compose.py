"""Reads a compose file as the specification has it, and says where it does not."""

import sys

import compose_spec
import yaml

# Aliases and `<<` are YAML's own: what they stand for is what is checked.
with open(sys.argv[1], encoding="utf-8") as file:
    document = yaml.safe_load(file)
compose = compose_spec.PyCompose.from_yaml(yaml.safe_dump(document))
compose.validate()
compose.to_spec()
print(f"{sys.argv[1]}: {len(compose.service_names)} services, as the specification has it")
