#!/usr/bin/env bash
# Installs what is missing, configures a preset once and builds it: build-aux/build.sh PRESET [TARGET...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=${1:?usage: build-aux/build.sh PRESET [TARGET...]}
shift

build-aux/install-packages.sh

# A second clone, a second preset and a build after `rm -rf build` start from what is compiled already.
export CCACHE_DIR=${CCACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/kontor/ccache}
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD} CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros # without these, nothing that uses a precompiled header hits

folder=build/$preset
# A folder that got its CMakeLists.txt after the last time is news to CMake.
if [ ! -e "$folder/build.ninja" ] ||
  [ -n "$(find . -path ./build -prune -o -path ./.git -prune -o -name CMakeLists.txt -newer "$folder/build.ninja" -print -quit)" ]; then
  mkdir -p "$folder"
  if ! cmake --preset "$preset" >"$folder/configure.log" 2>&1; then
    cat "$folder/configure.log" >&2
    exit 1
  fi
fi
exec cmake --build "$folder" ${1:+--target "$@"}
