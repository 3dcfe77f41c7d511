#pragma once

#include "base/mailbox.h"
#include "media/engine_module.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace kontor::media {

/// Opens an engine; what controllers take instead of a concrete one. The sink is called on another
/// thread. Never fails: what is missing is told as Failed.
using EngineFactory = std::function<std::unique_ptr<MediaEngine>(Setup setup, Sink sink)>;

/// Real engines, on a thread of their own: loading GStreamer, opening devices and closing them take
/// as long as they take, and the caller waits for none of it. The thread and the module come with
/// the first engine. Calls of an engine are carried out in order; destroying one returns at once
/// and nothing is told after it.
class EngineHost {
public:
    /// Where the module lies (media/engine_module.h).
    explicit EngineHost(std::string folder);
    EngineHost(const EngineHost&) = delete;
    EngineHost& operator=(const EngineHost&) = delete;
    /// Engines that are left end first. Returns when the thread has ended.
    ~EngineHost();

    [[nodiscard]] std::unique_ptr<MediaEngine> open(Setup setup, Sink sink);
    /// The WAV sounds again and again, instead of what rang before.
    void startRinging(Bytes wav);
    void stopRinging();
    /// The WAV sounds once, beside what rings.
    void chime(Bytes wav);
    /// `done` is called on the host's thread when everything that was asked before is done.
    void whenIdle(std::function<void()> done) { m_box.post(std::move(done)); }
    /// `host` outlives what the factory opens.
    [[nodiscard]] static EngineFactory factoryOf(EngineHost& host) {
        return [&host](Setup setup, Sink sink) {
            return host.open(std::move(setup), std::move(sink));
        };
    }

private:
    friend class HostedEngine;
    void run();
    void work(std::uint64_t engine, std::function<void(MediaEngine&)> call);
    void closeEngine(std::uint64_t engine);
    void openHere(std::uint64_t engine, Setup setup, Sink sink);
    void post(std::function<void()> work);
    void load();

    const std::string m_folder;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_awake = false;
    bool m_ending = false;
    Mailbox m_box;
    std::uint64_t m_last = 0;
    OpenEngine m_openEngine = nullptr; ///< from here on the thread's
    PlaySound m_playSound = nullptr;
    std::unique_ptr<Sound> m_ring;
    std::unique_ptr<Sound> m_chime;
    std::map<std::uint64_t, std::unique_ptr<MediaEngine>> m_engines;
    std::thread m_thread;
};

} // namespace kontor::media
