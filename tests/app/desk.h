#pragma once

#include "app/texts/moments.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_clock.h"

namespace kontor {

/// Anna's desk for tests of view models: a company in memory, a clock that stands still, and
/// answers that come when settle() is called. Events go to whoever set `onEvent`.
struct Desk {
    test::FakeClock clock;
    Mailbox mailbox;
    std::function<void(const Event&)> onEvent = [](const Event&) {};
    FakeClient client{mailbox, [this](const Event& event) { onEvent(event); }, clock};
    Person bob = client.addPerson(QStringLiteral("bob"), QStringLiteral("Bob Lindner"));
    Person cora =
        client.addPerson(QStringLiteral("cora"), QStringLiteral("Cora Mikkelsen"), Trust::Verified);

    /// Answers, and what they in turn ask for.
    void settle() {
        for (int turn = 0; turn < 20; ++turn)
            mailbox.drain();
    }
    [[nodiscard]] Moments moments() const {
        return {clock, QLocale(QLocale::English, QLocale::UnitedKingdom)};
    }
    [[nodiscard]] Milliseconds ago(Milliseconds age) const { return clock.sinceEpoch() - age; }
};

/// A role of a row, by the role's own type.
template <class Model>
[[nodiscard]] QVariant roleOf(const Model& model, int row, typename Model::Role role) {
    return model.data(model.index(row), static_cast<int>(role));
}

/// One role of all rows: what a column of the list would read.
template <class Model>
[[nodiscard]] QStringList columnOf(const Model& model, typename Model::Role role) {
    QStringList column;
    for (int row = 0; row < model.rowCount(); ++row)
        column << roleOf(model, row, role).toString();
    return column;
}

} // namespace kontor
