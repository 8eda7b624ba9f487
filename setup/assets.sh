#!/usr/bin/env bash
# Brings fonts and htmx from npm to where the site serves them, with the machine's npm or, without one, PyPI's.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then
  echo "No npm of Node 18 or newer here: installing Node from PyPI into the environment ..."
  .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r requirements-node.lock 2>/dev/null \
    || .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-node.lock
  PATH="$PWD/.venv/bin:$PATH"
fi
echo "Fetching fonts and htmx from package-lock.json ..."
npm ci --silent --no-progress
.venv/bin/python setup/assets.py
