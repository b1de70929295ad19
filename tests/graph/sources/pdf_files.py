"""PDF files as small as they can be, made by hand for the tests."""

from __future__ import annotations

import zlib


def make_pdf(
    pages: list[list[str]], *, title: str = "", encrypted: bool = False, packed: bool = False
) -> bytes:
    """A PDF file with a page for each list of lines, in a standard font."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for lines in pages:
        drawn = b"".join(b"(%s) Tj T* " % _escaped(line) for line in lines)
        content = b"BT /F1 11 Tf 14 TL 50 780 Td " + drawn + b"ET"
        objects.append(stream(content, packed=packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) /Author (Testa Provsson) >>" % _escaped(title))
    extra = b" /Info %d 0 R" % len(objects)
    if encrypted:
        key = b"<" + b"41" * 32 + b">"
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O %s /U %s >>" % (key, key)
        )
        extra += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return assemble(objects, extra)


def stream(content: bytes, *, packed: bool = False, blanks: int = 0) -> bytes:
    """A stream object; `blanks` more spaces end it when it is unpacked."""
    filters = b""
    if packed:
        packer = zlib.compressobj(9)
        content = packer.compress(content)
        for _ in range(blanks // 1_000_000):
            content += packer.compress(b" " * 1_000_000)
        content += packer.flush()
        filters = b" /Filter /FlateDecode"
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), filters, content)


def assemble(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """The file that holds these objects, the first of them its root."""
    data = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + tail % (size, trailer, len(data))


def _escaped(line: str) -> bytes:
    for sign in "\\()":
        line = line.replace(sign, f"\\{sign}")
    return line.encode("cp1252")
