#pragma once

#include "app/main/window.h"
#include "tests/support/fake_media_engine.h"
#include "tests/support/sample_company.h"

namespace kontor {

/// Time that runs, and at whose start it is half past two on a certain day: pictures of different
/// days are alike.
class HalfPastTwo final : public Clock {
public:
    HalfPastTwo();
    [[nodiscard]] Milliseconds sinceEpoch() const override;
    [[nodiscard]] Milliseconds steady() const override;

private:
    SystemClock m_system;
    Milliseconds m_shift;
};

/// One state of the window worth looking at, on a company in memory.
class Scene {
public:
    /// All of them, in the order in which a newcomer meets them.
    [[nodiscard]] static QStringList names();

    Scene(QString name, const Clock& clock);

    /// For Application; call once.
    [[nodiscard]] ClientFactory client();
    [[nodiscard]] CallHardware hardware();
    /// Brings the window to what the scene shows, once the conversations are there. Some scenes
    /// take several steps, each after what the one before asked for has come: false when this was
    /// the last.
    bool step(Application& app, MainWindow& window);

private:
    void prepare(FakeClient& client);
    void addPictures(FakeClient& client);
    /// Somebody of whom one has to decide.
    void doubt();
    [[nodiscard]] bool first(Application& app, MainWindow& window);
    [[nodiscard]] bool second(MainWindow& window);
    [[nodiscard]] bool showsCall() const;
    bool callStep(Application& app);
    [[nodiscard]] bool showsDoings() const;
    void addDoings(FakeClient& client);
    void addPins(FakeClient& client, MessageRow asked);
    bool doingStep(Application& app, MainWindow& window);
    [[nodiscard]] bool showsShelves() const;
    void addShelves(FakeClient& client);
    bool shelfStep(Application& app, MainWindow& window);
    [[nodiscard]] bool showsProfiles() const;
    void addProfiles(FakeClient& client);
    bool profileStep(Application& app, MainWindow& window);
    void sayFormatted(Application& app);
    [[nodiscard]] bool showsPolls() const { return m_name.startsWith(QLatin1String("poll-")); }
    void addPolls(FakeClient& client);
    bool pollStep(Application& app, MainWindow& window);
    bool pinStep(Application& app, MainWindow& window);

    QString m_name;
    const Clock& m_clock;
    FakeClient* m_client = nullptr;
    SampleCompany m_company;
    MessageRow m_own; ///< the newest of one's own, where people do something to messages
    test::FakeVoices m_voices;
    int m_steps = 0;
};

/// Presses what has that name, as a person would; nothing when it is not there.
void press(MainWindow& window, const char* name);

} // namespace kontor
