"""What schemathesis checks beside its own: two of its checks, as far as they hold for this service."""

import json
import re

import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection

# Markup, control characters and blanks at the ends are taken out of texts before they are measured, as the documentation says.
CLEANED = re.compile(r'[<&]|" | "|\\u00[0189]|\\u007f|\\u061c|\\u20|\\[bfnrt]')


@schemathesis.check
def no_server_error_but_unavailable(ctx, response, case):
    """503 is the documented answer of a service that is busy, or whose database is."""
    assert response.status_code < 500 or response.status_code == 503, f"answered {response.status_code}"


@schemathesis.check
def bad_input_is_refused(ctx, response, case):
    if CLEANED.search(json.dumps(case.body, default=str, separators=(",", ":"))):
        return None
    return negative_data_rejection(ctx, response, case)
