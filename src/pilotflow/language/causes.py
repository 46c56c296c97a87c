"""Why a system does not do what is asked of a file."""

from __future__ import annotations

import errno

from pilotflow.language.catalogue import N_

CAUSES = {
    errno.ENOENT: N_("there is no such file"),
    errno.ENOTDIR: N_("there is no such file"),
    errno.EISDIR: N_("it is a directory"),
    errno.EACCES: N_("this account may not"),
    errno.EPERM: N_("this account may not"),
}
"""Why a system does not give a file to read."""
