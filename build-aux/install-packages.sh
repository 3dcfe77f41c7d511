#!/usr/bin/env bash
# Installs what the list of this release (build-aux/packages) names and the machine lacks, by name from
# the machine's own package sources. Says and asks nothing when nothing is missing.
#   build-aux/install-packages.sh [--with SECTION]... [--release debian-12]
# KONTOR_PACKAGES=skip leaves packages alone.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a

release="" with=()
while [ $# -gt 0 ]; do
  case $1 in
    --release) release=$2; shift 2 ;;
    --with) with+=("$2"); shift 2 ;;
    *) echo "usage: install-packages.sh [--with SECTION]... [--release NAME]" >&2; exit 2 ;;
  esac
done
[ "${KONTOR_PACKAGES:-}" != skip ] || exit 0

fail() { printf '\n%s\n' "$*" >&2; exit 1; }

this_release() {
  local ID="" VERSION_ID=""
  # shellcheck source=/dev/null
  [ ! -r /etc/os-release ] || . /etc/os-release
  echo "${ID:-unknown}-${VERSION_ID:-unknown}"
}

# The list without comments, and of its sections the ones wanted: "package[/suite] [least version]".
wanted_lines() {
  awk -v with=" ${with[*]} " '
    { sub(/[ \t]*#.*/, "") }
    /^\[.*\]$/ { section = substr($0, 2, length($0) - 2); next }
    NF && (section == "" || index(with, " " section " ")) { print }' "$list"
}

# What of it the machine lacks, as "package[/suite]": one dpkg-query for all.
missing_packages() {
  local names line name least version
  declare -A installed=()
  names=$(wanted_lines | sed -E 's/[ \t].*//; s/\/.*//')
  # shellcheck disable=SC2086
  while read -r state name version; do
    case $state in ii | hi) installed[$name]=$version ;; esac
  done < <(dpkg-query -W -f='${db:Status-Abbrev} ${Package} ${Version}\n' $names 2>/dev/null || true)
  while read -r line least; do
    name=${line%%/*} version=${installed[${line%%/*}]:-}
    if [ -z "$version" ] || { [ -n "$least" ] && ! dpkg --compare-versions "$version" ge "$least"; }; then
      echo "$line"
    fi
  done < <(wanted_lines)
}

as_root() {
  if [ "$(id -u)" = 0 ]; then return; fi
  printf 'Kontor needs these packages of this machine'\''s own sources:\n%s\n' "$(fold -s -w 100 <<<"  ${missing[*]}")"
  command -v sudo >/dev/null || fail "Installing them needs root, and there is no sudo here. As root, run: $here/install-packages.sh"
  local ask=()
  if [ -t 0 ] && [ -z "${CI:-}" ]; then
    echo "Installing them needs sudo, which may ask for your password once."
  else
    ask=(-n) # nobody is there to answer
  fi
  local section sections=()
  for section in "${with[@]}"; do sections+=(--with "$section"); done
  sudo "${ask[@]}" -- "$here/install-packages.sh" --release "$release" "${sections[@]}" ||
    fail "The packages could not be installed with sudo. As root, run: $here/install-packages.sh"
  exit 0
}

log=""
apt() { apt-get -q -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1; }

explain() { # what did not work
  tail -n 15 "$log" >&2
  if grep -qE 'Could not (resolve|connect)|Temporary failure|Network is unreachable|Failed to fetch|Connection (timed out|refused)' "$log"; then
    fail "$1: this machine's package source cannot be reached. Connect it to the network and run this again."
  elif grep -q 'Could not get lock' "$log"; then
    fail "$1: another program has been installing packages for two minutes. Let it finish and run this again."
  elif grep -q 'Unable to locate package' "$log"; then
    fail "$1: the machine's sources do not know a package that $list names (see above)."
  fi
  fail "$1; what apt-get said stands above."
}

# Lists can be locked for a moment by a daily update: dpkg's lock has a time-out, this one has none.
update_lists() {
  local tries=60
  until apt update -o APT::Update::Error-Mode=any; do
    if grep -q 'Could not get lock' "$log" && [ $((tries -= 1)) -gt 0 ]; then
      sleep 2
    else
      return 1
    fi
  done
}

# shellcheck disable=SC2016
# "codename address file:number" of every source of binary packages that the machine has.
sources() { apt-get indextargets --format '$(CODENAME) $(REPO_URI) $(SOURCESENTRY)' 'Identifier: Packages'; }

# The Signed-By of the source that FILE:NUMBER names (a stanza of a .sources file, a line of a .list
# file), as lines for a stanza; nothing when it has none and the machine's default keys hold.
signed_by() {
  local file=${1%:*} number=${1##*:}
  case $file in
    *.sources) awk -v RS= -v number="$number" 'NR == number' "$file" |
      awk 'tolower($0) ~ /^signed-by:/ { inside = 1; print; next } /^[ \t]/ && inside { print; next } { inside = 0 }' ;;
    *.list) sed -nE "${number}s/.*[[ ]signed-by=([^] ]+).*/Signed-By: \\1/p" "$file" ;;
  esac
}

# Adds the suite beside the source that the release itself comes from: same address, same keys.
add_suite() { # suite, for example bookworm-backports
  local codename=${1%%-*} address="" entry="" parts
  if sources | awk -v suite="$1" '$1 == suite { found = 1 } END { exit !found }'; then return; fi
  read -r _ address entry < <(sources | awk -v codename="$codename" '$1 == codename { print; exit }') || true
  [ -n "$address" ] || fail "Kontor needs $1, and this machine's apt configuration names no source of $codename to take its address from."
  parts=$(eval "$(apt-config shell parts Dir::Etc::sourceparts/d)"; echo "${parts:-/etc/apt/sources.list.d/}")
  {
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' "$address" "$1"
    signed_by "$entry"
  } >"${parts%/}/kontor-backports.sources"
  echo "Added $1 to the machine's package sources (${parts%/}/kontor-backports.sources)."
  update_lists || explain "The lists of $1 could not be fetched"
}

[ -n "$release" ] || release=$(this_release)
list="$here/packages/$release.txt"
if [ ! -r "$list" ]; then
  fail "Kontor has no list of packages for this machine ($release). Copy $here/packages/debian-12.txt to $list,
put this release's names into it and run this again. Or install them your own way and set KONTOR_PACKAGES=skip."
fi
command -v dpkg-query >/dev/null || fail "This machine has no dpkg: install what $list names your own way and set KONTOR_PACKAGES=skip."

mapfile -t missing < <(missing_packages)
[ ${#missing[@]} -gt 0 ] || exit 0
as_root

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${#missing[@]} packages (the first time takes a few minutes) ..."
# A source of somebody else's that is broken must not stop us; the installation tells what matters.
update_lists || { grep -E '^(E|W|Err)' "$log" | head -n 3 >&2 || true; }
for package in "${missing[@]}"; do
  case $package in */*) add_suite "${package#*/}" ;; esac
done
apt install -y --no-install-recommends "${missing[@]}" || explain "The packages could not be installed"
mapfile -t missing < <(missing_packages)
[ ${#missing[@]} -eq 0 ] || fail "apt-get succeeded, yet these are missing or too old: ${missing[*]}"
