"""Errors whose text a user may read: one Vietnamese sentence that says what to do next."""

from __future__ import annotations

import errno

from app.domain.phrases import phrase

_NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_IN_USE = phrase("tệp đang được chương trình khác dùng")
_GONE = phrase("ổ đĩa hoặc thư mục mạng không còn nối với máy")
_REASONS = {
    errno.EACCES: phrase("không có quyền"),
    errno.EPERM: phrase("không có quyền"),
    errno.EROFS: phrase("ổ đĩa chỉ cho đọc"),
    errno.ENOENT: phrase("không tìm thấy tệp hoặc thư mục"),
    errno.EEXIST: phrase("ở đó đã có tệp trùng tên"),
    errno.ENOTDIR: phrase("một phần đường dẫn là tệp, không phải thư mục"),
    errno.EISDIR: phrase("ở đó là thư mục, không phải tệp"),
    errno.ENOTEMPTY: phrase("thư mục còn tệp"),
    errno.ENAMETOOLONG: phrase("tên hoặc đường dẫn quá dài"),
    errno.EBUSY: _IN_USE,
    errno.EIO: phrase("ổ đĩa không đọc, ghi được"),
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    getattr(errno, "ESTALE", errno.ENXIO): _GONE,
    errno.ETIMEDOUT: _GONE,
    errno.EHOSTUNREACH: _GONE,
    errno.ENETUNREACH: _GONE,
    errno.ENOSPC: phrase("ổ đĩa đã đầy"),
    getattr(errno, "EDQUOT", errno.ENOSPC): phrase("đã hết phần ổ đĩa được cấp"),
    errno.EFBIG: phrase("tệp quá lớn đối với ổ đĩa này"),
    errno.EMFILE: phrase("chương trình đang mở quá nhiều tệp"),
    errno.ENOMEM: phrase("máy hết bộ nhớ"),
}
_SHARING_VIOLATION = frozenset({32, 33})
"""Windows's own numbers: it tells no more than a missing right beside them."""


class TienDoError(Exception):
    """Base of every error that is told to the user as it stands.

    ``str(error)`` is a complete Vietnamese sentence or two; nothing was written when it is raised.
    """


class InputRefusedError(TienDoError):
    """What the user gave cannot be accepted (a date in the future, an unknown task, a bad name)."""


class ConflictError(TienDoError):
    """The row was changed by somebody else, or since the operation that is to be undone."""


class RegisterError(TienDoError):
    """The register (the file that holds the data) cannot be opened, read or written."""


class RegisterMissingError(RegisterError):
    """A register that was named does not exist."""


class RegisterMovedError(RegisterError):
    """The file was moved, removed or replaced while it was open."""


class RegisterLeftoverError(RegisterError):
    """Side files of a register that is gone lie where a new one was to be made."""


class RegisterStrayFileError(RegisterError):
    """Beside the register lies a side file of another one, which SQLite would replay into it."""


class RegisterPlaceError(RegisterError):
    """A live register may not lie on a network drive or in a synchronised folder."""


class RegisterHeldError(RegisterError):
    """Somebody else, or another machine, is noted to have the register open.

    ``elsewhere``: whether it is another machine, of which only a person knows if that is so.
    """

    elsewhere = False


class RegisterLockedError(RegisterError):
    """Another program holds the register and does not let go."""


class RegisterReadOnlyError(RegisterError):
    """The register or its folder may be read but not written."""


class RegisterDamagedError(RegisterError):
    """The file is no register, or it fails SQLite's own check."""


class RegisterAlteredError(RegisterError):
    """Its history is not what the program once wrote."""


class RegisterTooNewError(RegisterError):
    """The register was written by a newer version of the program."""


class RegisterFullError(RegisterError):
    """The disk has no room for the change."""


class CatalogueError(TienDoError):
    """A shipped catalogue file is wrong; the text names file and line."""


def says_no_room(error: OSError) -> bool:
    """Tell whether the system says that a disk, or the user's share of it, has no room left."""
    return error.errno in _NO_ROOM


def reason_of(error: OSError) -> str:
    """Return why the system refused, in words for the middle of a sentence.

    The system's own words come in its language; a reason without words here keeps its number.
    """
    if getattr(error, "winerror", None) in _SHARING_VIOLATION:
        return _IN_USE
    number = error.errno or 0
    return _REASONS.get(number, phrase("lỗi hệ thống số {number}", number=number))
