# Every library from outside, with the least version and what it is for (docs/decisions/0002). Nothing
# is downloaded here: packages come from the machine's own sources (build-aux/packages).
find_package(PkgConfig REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter) # tables from Unicode data
find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core DBus Gui LinguistTools Network Qml Quick QuickTest Svg
  Test WebSockets Widgets)
find_package(QCoro6 REQUIRED COMPONENTS Coro)
find_package(Qt6Keychain REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(Protobuf 3.21 REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
# sqlcipher.pc reports the SQLite version; 3.42 is the first whose FTS5 has secure-delete.
pkg_check_modules(SQLCIPHER REQUIRED IMPORTED_TARGET sqlcipher>=3.42)
# Markdown of messages.
pkg_check_modules(MD4C REQUIRED IMPORTED_TARGET md4c>=0.4.8)
# Calls; loaded when one begins.
pkg_check_modules(GSTREAMER REQUIRED IMPORTED_TARGET gstreamer-1.0>=1.20 gstreamer-sdp-1.0
  gstreamer-webrtc-1.0 gio-2.0)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.40)
