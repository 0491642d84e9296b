"""Office packages that are the same bytes whenever they are made."""

import io
import re
import zipfile

_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def steady(package: bytes) -> bytes:
    """The package without the time of its making, so that what is made of it can be kept by its hash."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2022-09-30T12:00:00Z", content)
            target.writestr(zipfile.ZipInfo(member.filename), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
