"""What counts as Chinese in a text."""

import re

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def has_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None
