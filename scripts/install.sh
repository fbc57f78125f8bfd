#!/bin/sh
# Installs the locked packages and the project itself into a virtual environment.
# Usage: install.sh VENV LOCK PYTHON
set -eu
venv=$1 lock=$2 python=$3

command -v "$python" >/dev/null || {
  echo "Python not found. Debian: apt-get install python3 python3-pip. macOS: brew install python. To use a different Python: make PYTHON=…" >&2
  exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is required, but $python is $("$python" -V). To use a different one: make PYTHON=python3.12" >&2
  exit 1
}

if command -v uv >/dev/null; then
  [ -x "$venv/bin/python" ] || uv venv -q --python "$python" "$venv"
  uv pip install -q --python "$venv/bin/python" --require-hashes -r "$lock"
  uv pip install -q --python "$venv/bin/python" --no-deps --no-build-isolation -e .
  exit
fi

"$python" -m pip --version >/dev/null 2>&1 || {
  echo "pip not found. Debian: apt-get install python3-pip. Or install uv, then run make again." >&2
  exit 1
}
# Without pip, so Debian's separate python3-venv package isn't needed.
[ -x "$venv/bin/python" ] || "$python" -m venv --without-pip "$venv"
"$python" -m pip --python "$venv/bin/python" install -q --require-hashes -r "$lock"
"$python" -m pip --python "$venv/bin/python" install -q --no-deps --no-build-isolation -e .
