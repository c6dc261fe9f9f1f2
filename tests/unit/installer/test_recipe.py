"""What the installer is made of: pinned, the same versions as here, nothing unsigned."""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
import zipfile

import pytest
from PIL import Image

from app import __version__, paths
from tools.installer import contents, parts, setup_file, signatures
from tools.installer.places import RECIPE, ROOT, Places
from tools.installer.steps import BuildError, UnavailableError

PINNED_LINE = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)
BROKEN = "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'"
LISTS = [parts.PACKAGE_LIST, parts.PYTHON_LIST, RECIPE / "tools.txt"]


def pinned(text: str) -> dict[str, str]:
    return dict(PINNED_LINE.findall(text))


def test_windows_gets_the_versions_that_are_tested_here():
    here = pinned((ROOT / "requirements.lock").read_text("utf-8"))
    there = pinned(parts.PACKAGE_LIST.read_text("utf-8"))
    assert {name: there[name] for name in there.keys() & here.keys()} == {
        name: here[name] for name in there.keys() & here.keys()
    }
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {re.split("[=<>]", each)[0].lower() for each in settings["project"]["dependencies"]}
    assert wanted <= there.keys()


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_everything_is_pinned_by_hash_and_no_address_is_named(file):
    text = file.read_text("utf-8")
    assert "://" not in text
    for block in re.split(r"\n(?=\S)", text):
        if not block.lstrip().startswith("#"):
            assert "--hash=sha256:" in block


def test_there_is_one_version():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in settings["project"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_files_are_laid_down_in_one_order(tmp_path):
    for name in ("b/x.txt", "TienDo.exe", "b/a/y.txt", "a.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert setup_file.file_list(tmp_path).splitlines() == [
        'SetOutPath "$INSTDIR"',
        f'File "{tmp_path}/TienDo.exe"',
        f'File "{tmp_path}/a.txt"',
        'SetOutPath "$INSTDIR\\b\\a"',
        f'File "{tmp_path}/b/a/y.txt"',
        'SetOutPath "$INSTDIR\\b"',
        f'File "{tmp_path}/b/x.txt"',
    ]


def test_a_source_that_was_not_signed_is_refused():
    signed = b"..." + hashlib.sha256(b"import os\n").digest() + b"..."
    signatures.check_source("a.py", b"import os\n", signed)
    signatures.check_source("empty/__init__.py", b"", signed)
    with pytest.raises(BuildError, match=r"Lib/a\.py"):
        signatures.check_source("a.py", b"import os, evil\n", signed)
    with pytest.raises(BuildError):  # pinned, but not this content
        signatures.check_source("xml/__init__.py", b"import evil\n", signed)


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        ("/C=US/O=Python Software Foundation/CN=Python Software Foundation", True),
        ("/C=US/O=Somebody/CN=Python Software Foundation", False),
    ],
)
def test_a_file_that_somebody_else_signed_is_refused(tmp_path, monkeypatch, said, fine):
    words = f"Signer's certificate:\n\t------\n\tSigner #0:\n\t\tSubject: {said}\n"
    monkeypatch.setattr(signatures, "_verify", lambda _file: words)
    file = tmp_path / "python311.dll"
    file.touch()
    if fine:
        signatures.check_program(file)
    else:
        with pytest.raises(BuildError, match="Somebody"):
            signatures.check_program(file)


def test_only_what_was_signed_counts_as_catalogue(tmp_path, monkeypatch):
    def der(tag: int, *inner: bytes) -> bytes:
        content = b"".join(inner)
        return bytes([tag, 0x82]) + len(content).to_bytes(2, "big") + content

    content = der(0x30, b"\x06\x01\x2a", der(0xA0, der(0x04, b"listed")))
    signed = der(0x30, b"\x02\x01\x01", der(0x31), content, der(0xA0, b"\x04\x06beside"))
    catalogue = tmp_path / "x.cat"
    catalogue.write_bytes(der(0x30, b"\x06\x01\x2a", der(0xA0, signed)))
    monkeypatch.setattr(signatures, "check_program", lambda _file: None)
    found = signatures.catalogue_content(catalogue)
    assert b"listed" in found
    assert b"beside" not in found


def test_packages_are_unpacked_where_python_looks(tmp_path):
    wheel = tmp_path / "x-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("x/__init__.py", "")
        archive.writestr("x-1.data/purelib/y.py", "")
        archive.writestr("x-1.data/scripts/z", "")
    target = tmp_path / "site"
    parts.unpack_wheels(tmp_path, target)
    files = sorted(f.relative_to(target).as_posix() for f in target.rglob("*") if f.is_file())
    assert files == ["x/__init__.py", "y.py"]


def test_the_icon_has_every_size(tmp_path):
    places = Places(tmp_path / "cache", tmp_path, tmp_path / "dist")
    with Image.open(contents.make_icon(places)) as icon:
        assert icon.info["sizes"] == {(size, size) for size in contents.ICON_SIZES}


def test_the_picture_of_the_last_page_has_its_size(tmp_path):
    places = Places(tmp_path / "cache", tmp_path, tmp_path / "dist")
    with Image.open(contents.make_banner(places)) as banner:
        assert banner.size == contents.BANNER_SIZE
        assert len(banner.convert("RGB").getcolors(1 << 16) or ()) > 1


def test_the_setup_names_the_marker_that_the_program_looks_for():
    script = setup_file.SCRIPT.read_text("utf-8")
    assert f'!define MARKER "{paths.PORTABLE_MARKER}"' in script
    assert f'!define PORTABLE_DATA "{paths.PORTABLE_FOLDER}"' in script
    assert f'"Software\\Classes\\{paths.REGISTER_SUFFIX}"' in script


@pytest.mark.parametrize(
    ("said", "unavailable"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", False),
        ("ERROR: Could not find a version that satisfies the requirement x==1", False),
        ("ERROR: Invalid requirement: 'x=1'", False),
        ("ERROR: HTTP error 404 while getting x-1.whl", False),
        ("ERROR: HTTP error 503 while getting x-1.whl", True),
        (f"{BROKEN}\nERROR: Could not find a version that satisfies the requirement x==1", True),
        (f"{BROKEN}\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE.", False),
    ],
)
def test_only_a_missing_network_is_a_reason_to_skip(said, unavailable):
    command = [sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"]
    with pytest.raises(BuildError) as caught:
        parts.fetch(command)
    assert isinstance(caught.value, UnavailableError) is unavailable
