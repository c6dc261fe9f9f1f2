"""Makes what the program's folder gets beside the program: icon, fonts, licence texts."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

from tools.installer.licences import READ_ME, TEXTS, faults, read_me, read_table
from tools.installer.places import ROOT, Places
from tools.installer.steps import BuildError, say

ICON_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
BANNER_SIZE = (164, 314)
"""What NSIS' last page has room for, in pixels."""
BANNER_COLOUR = "#31476b"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
FONT_FOLDER = Path("/usr/share/fonts/truetype/liberation2")
FONT_LICENCE = Path("/usr/share/doc/fonts-liberation2/copyright")

NOT_SHIPPED = {"altgraph", "pefile", "pip", "pywin32_ctypes", "setuptools"}
"""Packages that only build the program."""

TEXTS_HERE = {"pyside6_essentials", "shiboken6"}
"""Packages whose licence texts lie in ``resources/installer/licences``."""

NOT_OURS = {"LicenseRef-Qt-Commercial.txt"}
"""Texts of licences that were offered and not taken: Qt is used under the LGPL."""


def make_icon(places: Places) -> Path:
    """Draw the program's icon in every size that Windows asks for, and return the file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image  # noqa: PLC0415 - for this step only
    from PySide6.QtCore import QBuffer, QIODevice, Qt  # noqa: PLC0415
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    drawing = QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg"))
    pictures = []
    for size in ICON_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        pictures.append(Image.open(io.BytesIO(bytes(buffer.data().data()))))
    file = places.build / "TienDo.ico"
    file.parent.mkdir(parents=True, exist_ok=True)
    sizes = [(size, size) for size in ICON_SIZES]
    pictures[-1].save(file, sizes=sizes, append_images=pictures[:-1])
    return file


def make_banner(places: Places) -> Path:
    """Draw the picture beside the words of the setup's last page, and return the file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF  # noqa: PLC0415 - for this step only
    from PySide6.QtGui import QColor, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    width, height = BANNER_SIZE
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor(BANNER_COLOUR))
    painter = QPainter(image)
    side = width // 2
    place = QRectF((width - side) / 2, height / 5, side, side)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg")).render(painter, place)
    painter.end()
    file = places.build / "banner.bmp"
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(file), "BMP")  # type: ignore[call-overload]
    return file


def collect_fonts(places: Places) -> None:
    """Copy Liberation Serif 2 from the system's package, with its licence.

    Windows has Times New Roman; these faces have its widths and stand in where it is missing. A
    folder that was brought from elsewhere (a build on Windows) is left as it is.

    Raises:
        BuildError: the package is not installed and no folder was brought.
    """
    wanted = [f"LiberationSerif-{face}.ttf" for face in FACES]
    if all((places.fonts / name).is_file() for name in wanted):
        return
    if not FONT_FOLDER.is_dir():
        raise BuildError("the package fonts-liberation2 is not installed")
    places.fonts.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        shutil.copyfile(FONT_FOLDER / name, places.fonts / name)
    shutil.copyfile(FONT_LICENCE, places.fonts / "LICENCE-Liberation.txt")


def collect_licences(places: Places, packages: Path, python: Path) -> None:
    """Copy the licence texts of everything that is shipped.

    Args:
        places: of this build.
        packages: the ``site-packages`` that the program is packed from.
        python: the licence of the interpreter.

    Raises:
        BuildError: a package has no text.
    """
    say("collecting licence texts")
    target = places.licences
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(TEXTS, target)
    head = (TEXTS / READ_ME).read_text("utf-8")
    (target / READ_ME).write_text(read_me(read_table(), head), "utf-8", newline="\r\n")
    shutil.copyfile(places.fonts / "LICENCE-Liberation.txt", target / "Liberation Serif.txt")
    shutil.copyfile(python, target / "Python.txt")
    for information in sorted(packages.glob("*.dist-info")):
        name = information.name.split("-")[0]
        if name in NOT_SHIPPED:
            continue
        texts = [file for file in sorted(information.rglob("*")) if _is_licence(file)]
        if not texts and name not in TEXTS_HERE:
            raise BuildError(f"{name} has no licence text")
        for text in texts:
            inner = text.relative_to(information).parts
            ending = " ".join(part for part in inner if part not in ("licenses", "LICENSES"))
            name_in_target = f"{name} {ending}"
            if not name_in_target.lower().endswith((".txt", ".md", ".rst")):
                name_in_target += ".txt"
            shutil.copyfile(text, target / name_in_target)


def check_licences(places: Places) -> None:
    """Compare what was packed with the texts that lie beside it.

    Raises:
        BuildError: a program file has no entry in ``parts.toml``, or a text is missing.
    """
    if found := faults(places.program, read_table()):
        raise BuildError("licences (resources/installer/parts.toml):\n" + "\n".join(found))


def _is_licence(file: Path) -> bool:
    if not file.is_file() or file.name in NOT_OURS:
        return False
    words = ("licen", "copying", "notice")
    return "licenses" in file.parts or any(word in file.name.lower() for word in words)
