#!/bin/sh
# with_screen.sh WIDTHxHEIGHT COMMAND...: runs a command on a virtual display of that size, with a window
# manager, a session bus and the accessibility bus of its own; nothing of it is left behind.
set -eu
size=$1
shift
home=$(mktemp -d)
log=${KONTOR_DESKTOP_LOG:-$home/desktop.log} # what the desktop itself has to say
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" LC_ALL=C.UTF-8
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkfifo "$home/display" "$home/bus"
parts=
stop() {
    # shellcheck disable=SC2086
    kill $parts 2>/dev/null || true
    wait
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
begin() { # FILE COMMAND...: what it tells by descriptor 3 goes into the file
    file=$1
    shift
    # setpriv: it ends with this script, even when that one is killed
    setpriv --pdeathsig TERM "$@" 3>"$file" >>"$log" 2>&1 &
    parts="$! $parts"
}
came() { # WHAT FILE: what it told
    read -r line <"$2" || { cat "$log" >&2; echo "$1 did not start" >&2; exit 1; }
    echo "$line"
}

# -noreset: else it begins anew, without its properties, whenever the last program leaves it.
begin "$home/display" Xvfb -noreset -displayfd 3 -screen 0 "${size}x24" -nolisten tcp
# A bus where nothing starts by itself, whatever this machine has installed.
cat >"$home/bus.conf" <<TEXT
<busconfig><type>session</type><listen>unix:dir=$XDG_RUNTIME_DIR</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
TEXT
begin "$home/bus" dbus-daemon --config-file "$home/bus.conf" --nofork --print-address=3
DISPLAY=:$(came "the virtual display (Xvfb)" "$home/display")
DBUS_SESSION_BUS_ADDRESS=$(came "the session bus (dbus-daemon)" "$home/bus")
export DISPLAY DBUS_SESSION_BUS_ADDRESS
export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QUICK_BACKEND=software
unset WAYLAND_DISPLAY
begin /dev/null /usr/libexec/at-spi-bus-launcher --launch-immediately
begin /dev/null openbox
tries=200
until dbus-send --print-reply --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress >>"$log" 2>&1; do
    [ $((tries -= 1)) -gt 0 ] || { cat "$log" >&2; echo "the accessibility bus did not start" >&2; exit 1; }
    sleep 0.05
done
setpriv --pdeathsig TERM "$@"
