// Polls in the gallery: for dates, with hidden results, their table, and the form.
#include "tests/gui/gallery/scenes.h"

#include <QDateTime>
#include <QQuickWindow>

namespace kontor {

namespace {

using Numbers = std::vector<PollView::OptionNumber>;

Milliseconds at(int day, int hour) {
    const QDateTime moment(QDate(2026, 11, 1).addDays(day - 1), QTime(hour, 0));
    return Milliseconds(moment.toMSecsSinceEpoch());
}

PollSlot slotAt(int day, int from, int to) {
    PollSlot slot;
    slot.start = at(day, from);
    slot.end = at(day, to);
    return slot;
}

PollForm meeting() {
    PollForm form;
    form.title = QStringLiteral("Wann treffen wir uns mit dem Kunden?");
    form.choices = PollView::Choices::Several;
    form.third = PollView::Third::Offered;
    form.dates = {slotAt(26, 10, 11), slotAt(26, 15, 16), slotAt(27, 9, 10)};
    form.deadline = at(25, 18);
    return form;
}

} // namespace

void Scene::addPolls(FakeClient& client) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    const auto& people = m_company;
    const auto self = client.self();
    const auto ask = [&](const Person& who, const PollForm& form) {
        return client.receivePoll(people.sales, who, form);
    };
    if (is("poll-hidden")) {
        PollForm form;
        form.title = QStringLiteral("Wie zufrieden bist du mit dem neuen Büro?");
        form.options = {QStringLiteral("Sehr"), QStringLiteral("Es geht"),
                        QStringLiteral("Noch nicht")};
        form.results = PollView::Results::AfterClosing;
        form.names = PollView::Names::Counted;
        m_own = ask(people.cora, form);
        client.castVote(m_own, people.bob, Numbers{1});
        client.castVote(m_own, self, Numbers{2});
        client.changePoll(m_own, [&people](PollView& poll) { poll.toldBy = people.bob; });
        return;
    }
    auto form = meeting();
    const bool many = is("poll-matrix-50");
    for (int day = 30; many && form.dates.size() < 50; ++day)
        for (const int hour : {9, 11, 14, 16})
            if (form.dates.size() < 50)
                form.dates.push_back(slotAt(day, hour, hour + 1));
    m_own = ask(self, form);
    client.castAnswers(m_own, self, {{1, 3}, {}, {}});
    client.castAnswers(m_own, people.bob, {{1}, {2}, QStringLiteral("Freitag bin ich in Kiel")});
    client.castAnswers(m_own, people.cora, {{1, 3}, {}, {}});
    client.castAnswers(m_own, people.eda, {{1, 2}, {3}, {}});
    for (int i = 0; many && i < 195; ++i) {
        const auto person =
            client.addPerson(QStringLiteral("p%1").arg(i), QStringLiteral("Person %1").arg(i + 1));
        PollView::Vote vote;
        for (PollView::OptionNumber option = 1; option <= 50; ++option) {
            const auto dice = (i * 7 + static_cast<int>(option) * 13) % 5;
            if (dice < 2)
                vote.yes.push_back(option);
            else if (dice == 2)
                vote.ifNeedBe.push_back(option);
        }
        client.castAnswers(m_own, person, vote);
    }
    if (is("poll-closed") || is("poll-list"))
        client.closePoll(m_own, [](const Result<void>&) {});
    if (is("poll-list"))
        ask(people.bob, {QStringLiteral("Kuchen oder Obst?"),
                         {QStringLiteral("Kuchen"), QStringLiteral("Obst")}});
}

bool Scene::pollStep(Application& app, MainWindow& window) {
    const auto is = [this](const char* name) { return m_name == QLatin1String(name); };
    if (m_steps == 1) {
        app.openRow(0);
        return !is("poll-dates") && !is("poll-hidden") && !is("poll-closed");
    }
    if (is("poll-matrix") || is("poll-matrix-50")) {
        press(window, "pollTable");
        return false;
    }
    if (is("poll-list")) {
        constexpr int kThreePanes = 1100; // the panel lies over the timeline
        if (m_steps == 2 && window.window()->width() < kThreePanes)
            press(window, "panel");
        else
            press(window, "listPolls");
        return m_steps == 2;
    }
    auto& editor = *app.pollEditor();
    if (m_steps == 2) {
        press(window, "add");
        return true;
    }
    if (m_steps == 3) {
        press(window, "newPoll");
        editor.setTitle(QStringLiteral("Wann treffen wir uns mit dem Kunden?"));
        if (is("poll-editor-texts")) {
            editor.setOption(0, QStringLiteral("Kantine"));
            editor.setOption(1, QStringLiteral("Suppenküche"));
            return false;
        }
        editor.setKind(PollEditorViewModel::Kind::Dates);
        for (const auto& slot : {slotAt(26, 10, 11), slotAt(26, 15, 16)})
            emit editor.slotForm()->taken(slot);
        editor.deadline()->setEnd(PollDeadlineForm::End::Today);
        if (is("poll-deadline"))
            editor.setHidden(true);
        return is("poll-slot") || is("poll-slot-night") || is("poll-deadline");
    }
    press(window, is("poll-deadline") ? "pollEnds" : "addDate");
    if (is("poll-slot-night"))
        editor.slotForm()->setEnds(QStringLiteral("1:30"));
    if (is("poll-deadline"))
        editor.deadline()->setEnd(PollDeadlineForm::End::Own);
    return false;
}

} // namespace kontor
