#include "media/engine_host.h"

#include "media/sink_gate.h"

#include <QLibrary>
#include <QString>

namespace kontor::media {
namespace {

constexpr std::chrono::milliseconds kTick{250};

} // namespace

/// What the caller holds: each call travels to the host's thread.
class HostedEngine final : public MediaEngine {
public:
    HostedEngine(EngineHost& host, std::uint64_t number, std::shared_ptr<SinkGate> gate)
        : m_host(host)
        , m_number(number)
        , m_gate(std::move(gate)) {}
    ~HostedEngine() override {
        m_gate->close();
        m_host.closeEngine(m_number);
    }
    void createOffer() override {
        m_host.work(m_number, [](MediaEngine& engine) { engine.createOffer(); });
    }
    void createAnswer(const Description& offer) override {
        m_host.work(m_number, [offer](MediaEngine& engine) { engine.createAnswer(offer); });
    }
    void takeAnswer(const Description& answer) override {
        m_host.work(m_number, [answer](MediaEngine& engine) { engine.takeAnswer(answer); });
    }
    void addCandidate(const Candidate& candidate) override {
        m_host.work(m_number, [candidate](MediaEngine& engine) { engine.addCandidate(candidate); });
    }
    void setMicrophone(Microphone state) override {
        m_host.work(m_number, [state](MediaEngine& engine) { engine.setMicrophone(state); });
    }
    void tick() override {} // the host's thread does it

private:
    EngineHost& m_host;
    const std::uint64_t m_number;
    std::shared_ptr<SinkGate> m_gate;
};

EngineHost::EngineHost(std::string folder)
    : m_folder(std::move(folder))
    , m_box([this] {
        const std::lock_guard lock(m_mutex);
        m_awake = true;
        m_wake.notify_one();
    }) {}

EngineHost::~EngineHost() {
    if (!m_thread.joinable())
        return;
    m_box.post([this] { m_ending = true; });
    m_thread.join();
}

void EngineHost::post(std::function<void()> work) {
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    m_box.post(std::move(work));
}

/// Once, and kept: GStreamer cannot be unloaded.
void EngineHost::load() {
    if (m_openEngine != nullptr)
        return;
    QLibrary module(QString::fromStdString(m_folder) + QLatin1Char('/') +
                    QLatin1String(kEngineModule));
    m_playSound = reinterpret_cast<PlaySound>(module.resolve(kPlaySound));
    m_openEngine = reinterpret_cast<OpenEngine>(module.resolve(kOpenEngine));
}

void EngineHost::startRinging(Bytes wav) {
    post([this, wav = std::move(wav)]() mutable {
        load();
        m_ring.reset();
        if (m_playSound != nullptr)
            m_ring.reset(m_playSound(&wav, Playing::Again));
    });
}

void EngineHost::chime(Bytes wav) {
    post([this, wav = std::move(wav)]() mutable {
        load();
        m_chime.reset();
        if (m_playSound != nullptr)
            m_chime.reset(m_playSound(&wav, Playing::Once));
    });
}

void EngineHost::stopRinging() {
    post([this] { m_ring.reset(); });
}

std::unique_ptr<MediaEngine> EngineHost::open(Setup setup, Sink sink) {
    const std::uint64_t number = ++m_last;
    auto gate = std::make_shared<SinkGate>(std::move(sink));
    post([this, number, setup = std::move(setup), gate] {
        openHere(number, setup, [gate](const Event& event) { gate->tell(event); });
    });
    return std::make_unique<HostedEngine>(*this, number, std::move(gate));
}

void EngineHost::work(std::uint64_t engine, std::function<void(MediaEngine&)> call) {
    m_box.post([this, engine, call = std::move(call)] {
        if (const auto found = m_engines.find(engine); found != m_engines.end())
            call(*found->second);
    });
}

void EngineHost::closeEngine(std::uint64_t engine) {
    m_box.post([this, engine] { m_engines.erase(engine); });
}

void EngineHost::openHere(std::uint64_t engine, Setup setup, Sink sink) {
    load();
    Sink telling = sink;
    std::unique_ptr<MediaEngine> made(m_openEngine == nullptr ? nullptr
                                                              : m_openEngine(&setup, &telling));
    if (made)
        m_engines.emplace(engine, std::move(made));
    else
        sink(event::Failed{Error(ErrorCode::CallsMissing)});
}

void EngineHost::run() {
    while (!m_ending) {
        {
            std::unique_lock lock(m_mutex);
            const auto awake = [this] { return m_awake; };
            if (m_engines.empty())
                m_wake.wait(lock, awake);
            else
                m_wake.wait_for(lock, kTick, awake);
            m_awake = false;
        }
        m_box.drain();
        for (const auto& [number, engine] : m_engines)
            engine->tick();
    }
    m_engines.clear();
    m_ring.reset();
    m_chime.reset();
}

} // namespace kontor::media
