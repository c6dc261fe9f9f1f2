"""Checks that the interpreter's files are those that the Python Software Foundation signed.

Programs and libraries carry a signature of their own (Authenticode). The standard library's
sources are listed, hash by hash, in a catalogue file that carries one. Nothing else is taken.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from functools import cache
from pathlib import Path

from tools.installer.steps import BuildError, run

AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
SIGNER = "O=Python Software Foundation"

PINNED = {
    # Signed by Microsoft, whose root is not among the system's authorities.
    "vcruntime140.dll": "4d292623516f65c80482081e62d5dadb759dc16e851de5db24c3cbb57b87db83",
    "vcruntime140_1.dll": "a113f192195f245f17389e6ecbed8005990bcb2476ddad33f7c4c6c86327afe5",
    # A docstring and a list of names; missing in the signed catalogue.
    "xml/__init__.py": "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc",
}
"""SHA-256 of files that no signature of the foundation covers, each looked through."""


def check_program(file: Path) -> None:
    """Check the signature of one program or library.

    Raises:
        BuildError: the signature is missing, broken, by somebody else, or not by an authority.
    """
    if pinned := PINNED.get(file.name):
        if hashlib.sha256(file.read_bytes()).hexdigest() != pinned:
            raise BuildError(f"{file.name} is not the file that is written down")
        return
    said = _verify(file)
    signers = re.findall(r"Signer's certificate:[\s-]*Signer #0:\s*Subject: (.*)", said)
    if not signers or not all(SIGNER in signer for signer in signers):
        raise BuildError(f"{file.name} is signed by {signers or 'nobody'}")


def catalogue_content(catalogue: Path) -> bytes:
    """Check a catalogue's signature and return what was signed, and only that.

    Raises:
        BuildError: as `check_program`.
    """
    check_program(catalogue)
    signed_data = _inside(_inside(catalogue.read_bytes())[1])  # version, algorithms, content, …
    content = _inside(_inside(signed_data[0])[2])
    return content[1]


def check_source(name: str, content: bytes, signed: bytes) -> None:
    """Check that a source of the standard library is listed in the signed catalogue.

    Args:
        name: path under ``Lib``, with ``/``.
        content: the file.
        signed: from `catalogue_content`.

    Raises:
        BuildError: it is not listed.
    """
    if not content:
        return
    digest = hashlib.sha256(content)
    if digest.digest() not in signed and digest.hexdigest() != PINNED.get(name):
        raise BuildError(f"Lib/{name} is not in the signed catalogue")


def _inside(der: bytes) -> list[bytes]:
    """Return the parts of a DER value that consists of parts, each with its own head."""
    start, end = _extent(der, 0)
    parts, at = [], start
    while at < end:
        part_end = _extent(der, at)[1]
        parts.append(der[at:part_end])
        at = part_end
    return parts


def _extent(der: bytes, at: int) -> tuple[int, int]:
    """Return where the content of the DER value at a place begins and ends."""
    length = der[at + 1]
    start = at + 2
    if length >= 0x80:
        size = length & 0x7F
        length = int.from_bytes(der[start : start + size], "big")
        start += size
    if start + length > len(der):
        raise BuildError("a catalogue of signatures is cut off")
    return start, start + length


@cache
def _offline_option() -> str:
    """Return the option that keeps the check off the network; versions name it differently."""
    result = subprocess.run(
        ["osslsigncode", "verify", "--help"],  # noqa: S607 - whichever there is
        capture_output=True,
        text=True,
        check=False,
    )
    said = result.stdout + result.stderr
    for option in ("-ignore-crl", "-ignore-cdp"):
        if option in said:
            return option
    return ""


def _verify(file: Path) -> str:
    options = [option] if (option := _offline_option()) else []
    return run(["osslsigncode", "verify", "-CAfile", AUTHORITIES, *options, "-in", file])
