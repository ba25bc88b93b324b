"""A page as PDF, from the same HTML, through WeasyPrint (the extra ``pdf``)."""

from __future__ import annotations


class MissingExtra(OSError):
    """Something needs a library that is not installed; the message says how to get it."""


def as_pdf(html: str) -> bytes:
    """A page as a tagged PDF (PDF/UA), every view on paper of its own. Raises :class:`MissingExtra`."""
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # it ships no types
    except (ImportError, OSError) as error:
        raise MissingExtra(
            "a PDF needs the extra `pdf`: pip install 'vlecht[pdf]' (WeasyPrint and the system's Pango); "
            f"or print the HTML page from a browser ({error})"
        ) from None
    written = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(written, bytes)
    return written
