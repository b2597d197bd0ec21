"""What was measured, for programs: JSON with the fields of the dataclasses; what could not be measured is null."""

import dataclasses
import json
import math


def plain(value):
    if dataclasses.is_dataclass(value):
        return plain(dataclasses.asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def to_json(measured):
    return json.dumps(plain(measured), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
