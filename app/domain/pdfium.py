"""The one door to PDFium: it keeps global state, so one thread at a time may be inside it.

Pages are drawn on screen while a document is read in the background; both go through this lock.
"""

from __future__ import annotations

import threading

PDFIUM_LOCK = threading.Lock()
