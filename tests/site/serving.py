"""An HTTP server like that of GitHub Pages: serves the site from a subfolder, gzipped, with its own 404 page."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

from tests.site.building import PREFIX

_GZIPPED = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".svg"}


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve ``site`` on a free port. Yields the URL of its home page."""
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        finally:
            server.shutdown()
            thread.join(30)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base class says no more
        """Ignore browsers that close the connection early."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(PREFIX) if path.startswith(PREFIX) else "outside-the-site"
        return super().translate_path(f"/{inside}")

    def send_head(self) -> BytesIO | BinaryIO | None:
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() and self.path.partition("?")[0].endswith("/") else file
        if file.suffix not in _GZIPPED or not file.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        packed = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.send_response(HTTPStatus.OK)
        for name, value in (
            ("Content-Type", self.guess_type(file)),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(packed))),
            ("Cache-Control", "max-age=600"),
        ):
            self.send_header(name, value)
        self.end_headers()
        return BytesIO(packed)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """No request log."""
