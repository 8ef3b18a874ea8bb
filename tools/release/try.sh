#!/usr/bin/env bash
# Installs a wheel into a fresh environment without development dependencies, and uses it: tools/release/try.sh WHEEL
set -euo pipefail
wheel=$(realpath "$1")
lists=$(realpath "$(dirname "$0")/../../lists")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/environment"
"$folder/environment/bin/python" -m pip install --quiet --disable-pip-version-check "$wheel"
cd "$folder" # so that the package is not found in the checkout
lint="$folder/environment/bin/awesome-lint"
"$lint" --version
"$lint" check --no-cache "$lists/talking-head.md"
"$lint" links --dry-run "$lists/talking-head.md" > plan.txt
"$lint" normalize "$lists/bullets.md" --like "$lists/tables.md" -o normalized.md
test -s plan.txt
test -s normalized.md
