#include "media/gstreamer/audio_devices.h"

#include <string>
#include <string_view>
#include <vector>

namespace kontor::media {
namespace {

struct FreeStructure {
    void operator()(GstStructure* structure) const { gst_structure_free(structure); }
};
using StructureRef = std::unique_ptr<GstStructure, FreeStructure>;

/// What records the loudspeaker is no microphone.
bool isMonitor(GstDevice* device) {
    const StructureRef properties(gst_device_get_properties(device));
    if (!properties)
        return false;
    const char* kind = gst_structure_get_string(properties.get(), "device.class");
    return kind != nullptr && std::string_view(kind) == "monitor";
}

bool isDefault(GstDevice* device) {
    const StructureRef properties(gst_device_get_properties(device));
    gboolean chosen = FALSE;
    return properties &&
           gst_structure_get_boolean(properties.get(), "is-default", &chosen) != FALSE &&
           chosen != FALSE;
}

struct Devices {
    std::vector<Ref<GstDevice>> real;
    bool monitors = false; ///< there were others
};

Devices devicesOf(const char* kind) {
    Devices devices;
    const Ref<GstDeviceMonitor> monitor(gst_device_monitor_new());
    gst_device_monitor_add_filter(monitor.get(), kind, nullptr);
    if (gst_device_monitor_start(monitor.get()) == FALSE)
        return devices;
    GList* const all = gst_device_monitor_get_devices(monitor.get());
    for (const GList* at = all; at != nullptr; at = at->next) {
        Ref<GstDevice> device(GST_DEVICE(at->data));
        if (isMonitor(device.get()))
            devices.monitors = true;
        else
            devices.real.push_back(std::move(device));
    }
    g_list_free(all);
    gst_device_monitor_stop(monitor.get());
    return devices;
}

GstDevice* chosenOf(const std::vector<Ref<GstDevice>>& devices) {
    for (const auto& device : devices)
        if (isDefault(device.get()))
            return device.get();
    return devices.empty() ? nullptr : devices.front().get();
}

std::string factoryOf(GstElement* element) {
    GstElementFactory* const factory = gst_element_get_factory(element);
    return factory == nullptr ? std::string() : GST_OBJECT_NAME(factory);
}

GstElement* makeFor(const Devices& devices, const char* ofSoundServer, const char* ofAlsa) {
    GstDevice* const chosen = chosenOf(devices.real);
    // Systems whose devices nobody lists still have ALSA's default.
    if (chosen == nullptr)
        return devices.monitors ? nullptr : gst_element_factory_make(ofAlsa, nullptr);
    GstElement* const element = gst_device_create_element(chosen, nullptr);
    if (element == nullptr || factoryOf(element) != ofSoundServer || !isDefault(chosen))
        return element;
    // PulseAudio itself knows which one the person chose, for Kontor too, and follows a change.
    gst_object_unref(gst_object_ref_sink(element));
    return gst_element_factory_make(ofSoundServer, nullptr);
}

/// A pipeline would take the microphone's clock for everybody's, and a loudspeaker that runs after
/// one that stumbles corrects itself into silence. The system's clock serves both.
void leaveClockToSystem(GstElement* element) {
    constexpr const char* kClock = "provide-clock";
    if (g_object_class_find_property(G_OBJECT_GET_CLASS(element), kClock) != nullptr)
        g_object_set(element, kClock, FALSE, nullptr);
}

} // namespace

Result<GstElement*> makeMicrophone() {
    GstElement* const element = makeFor(devicesOf("Audio/Source"), "pulsesrc", "alsasrc");
    if (element == nullptr)
        return ErrorCode::MicrophoneMissing;
    leaveClockToSystem(element);
    return element;
}

Result<GstElement*> makeSpeaker() {
    GstElement* const element = makeFor(devicesOf("Audio/Sink"), "pulsesink", "alsasink");
    if (element == nullptr)
        return ErrorCode::SpeakerMissing;
    leaveClockToSystem(element);
    return element;
}

bool recordsLoudspeaker(GstElement* microphone) {
    if (factoryOf(microphone) != "pulsesrc")
        return false;
    gchar* name = nullptr;
    g_object_get(microphone, "current-device", &name, nullptr);
    const GText device(name);
    return device && std::string_view(device.get()).ends_with(".monitor");
}

ErrorCode faultOf(Place place, Moment moment, const GError& error) {
    if (place == Place::Speaker)
        return ErrorCode::SpeakerMissing;
    if (place == Place::Elsewhere)
        return ErrorCode::Internal;
    const bool busy = error.domain == GST_RESOURCE_ERROR && error.code == GST_RESOURCE_ERROR_BUSY;
    if (busy)
        return ErrorCode::MicrophoneBusy;
    return moment == Moment::Running ? ErrorCode::MicrophoneGone : ErrorCode::MicrophoneMissing;
}

} // namespace kontor::media
