#pragma once

#include "base/bytes.h"
#include "media/media_engine.h"

/// The door between the program and the module that holds the engine: functions found by name,
/// so that GStreamer and what hangs on it are no part of a program's start.
#if defined(_WIN32)
#define KONTOR_MEDIA_EXPORT __declspec(dllexport)
#else
#define KONTOR_MEDIA_EXPORT __attribute__((visibility("default")))
#endif

namespace kontor::media {

/// The file's name without prefix and ending.
inline constexpr char kEngineModule[] = "kontor_gstreamer";
inline constexpr char kOpenEngine[] = "kontorOpenMediaEngine";
inline constexpr char kPlaySound[] = "kontorPlaySound";
/// The caller owns the result; none when the engine cannot start here. Takes its arguments.
using OpenEngine = MediaEngine* (*)(Setup* setup, Sink* sink);
enum class Playing : std::uint8_t { Once, Again };
/// A WAV, once or again and again.
using PlaySound = Sound* (*)(Bytes* wav, Playing playing);

} // namespace kontor::media
