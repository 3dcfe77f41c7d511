#pragma once

#include <glib-object.h>
#include <gst/gst.h>
#include <memory>

/// Ownership of GLib's and GStreamer's things as values.
namespace kontor::media {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
/// A reference that was given to us. For elements: before they are put into a bin, hold().
template <typename T>
using Ref = std::unique_ptr<T, Unref>;

/// One more reference.
template <typename T>
[[nodiscard]] Ref<T> hold(T* object) {
    return Ref<T>(object == nullptr ? nullptr : static_cast<T*>(g_object_ref(object)));
}

struct FreeText {
    void operator()(gchar* text) const { g_free(text); }
};
using GText = std::unique_ptr<gchar, FreeText>;

struct FreeError {
    void operator()(GError* error) const { g_error_free(error); }
};
using GErrorRef = std::unique_ptr<GError, FreeError>;

struct UnrefCaps {
    void operator()(GstCaps* caps) const { gst_caps_unref(caps); }
};
using CapsRef = std::unique_ptr<GstCaps, UnrefCaps>;

} // namespace kontor::media
