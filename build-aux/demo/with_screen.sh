#!/bin/sh
# with_screen.sh WIDTHxHEIGHT COMMAND...: runs a command on a virtual display of that size, with a window
# manager, a session bus and the accessibility bus of its own; nothing of it is left behind.
set -eu
size=$1
shift
home=$(mktemp -d)
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" LC_ALL=C.UTF-8
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkfifo "$home/display"
# -noreset: else it begins anew, without its properties, whenever the last program leaves it.
Xvfb -noreset -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$home/display" 2>"$home/xvfb.log" &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$home"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
read -r number <"$home/display" || { cat "$home/xvfb.log" >&2; echo "the virtual display (Xvfb) did not start" >&2; exit 1; }
export DISPLAY=":$number" QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QUICK_BACKEND=software
unset WAYLAND_DISPLAY
# What the desktop itself has to say goes into a file; the command keeps the caller's output.
# shellcheck disable=SC2016
dbus-run-session -- sh -c '
    /usr/libexec/at-spi-bus-launcher --launch-immediately & bus=$!
    openbox & manager=$!
    status=0
    "$@" >&5 2>&4 || status=$?
    kill $manager $bus 2>/dev/null || true
    exit $status' sh "$@" 5>&1 4>&2 >"${KONTOR_DESKTOP_LOG:-$home/desktop.log}" 2>&1
