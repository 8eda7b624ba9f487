#!/usr/bin/env bash
# Installs the Debian packages a task needs as root; otherwise prints the exact command. `run`, `test`, `media` or `doctor`.
set -euo pipefail
task=${1:?run, test, media or doctor}
wanted=() reasons=()

need() { # package, reason, command that succeeds when it is there
  local package=$1 reason=$2
  shift 2
  "$@" >/dev/null 2>&1 || { wanted+=("$package"); reasons+=("$package ($reason)"); }
}
library() { [[ $(/sbin/ldconfig -p) == *"$1"* ]]; }
server() { compgen -G '/usr/lib/postgresql/*/bin/initdb'; }

need libpango-1.0-0 "PDFs" library libpango-1.0.so.0
need libpangoft2-1.0-0 "PDFs" library libpangoft2-1.0.so.0
need libharfbuzz-subset0 "PDFs several times faster" library libharfbuzz-subset.so.0
need fonts-dejavu-core "letters beyond Latin on paper" compgen -G '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
if [ "$task" != run ]; then
  need chromium "browser tests" command -v chromium
  need libatomic1 "browser tests" library libatomic.so.1
  need ffmpeg "building videos, and their tests" command -v ffmpeg
fi
if [ "$task" = test ] || [ "$task" = doctor ]; then
  need postgresql "tests on PostgreSQL" server
  need poppler-utils "reading PDFs in tests" command -v pdftotext
fi

[ ${#wanted[@]} -gt 0 ] || { [ "$task" != doctor ] || echo "Nothing is missing."; exit 0; }
command="apt-get install -y --no-install-recommends ${wanted[*]}"
if [ "$task" = doctor ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Missing on this machine: ${reasons[*]}"
  echo "To install, run as root:  apt-get update && $command"
  [ "$task" != run ] || echo "Going on without; where PDFs need these, they are switched off and the pages say so."
  [ "$task" != media ] || echo "Going on without; what needs these cannot be built."
  [ "$task" != test ] || echo "Going on without; tests that need these are skipped and counted at the end."
  exit 0
fi
echo "Installing Debian packages: ${reasons[*]}"
log=$(mktemp)
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive $command -qq; } >"$log" 2>&1; then
  tail -n 5 "$log"
  echo "That did not work; to try by hand:  apt-get update && $command"
fi
rm -f "$log"
