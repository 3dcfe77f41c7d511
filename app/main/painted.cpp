#include "app/main/painted.h"

#include <QQuickWindow>

#include <cstdio>
#include <memory>

namespace kontor {

bool isComplete(Application& application) {
    switch (application.screen()) {
    case Application::Screen::Opening:
        return false;
    case Application::Screen::Onboarding:
    case Application::Screen::Failed:
        return true;
    case Application::Screen::Company:
        break;
    }
    using State = TimelineModel::State;
    const auto timeline = application.timeline()->state();
    const bool listed = application.conversations()->rowCount() > 0;
    return listed && timeline != State::Closed && timeline != State::Loading;
}

void tellPainted(QQuickWindow& window, Application& application) {
    // Known when the frame begins: what comes while it is drawn is not on it.
    auto complete = std::make_shared<bool>(false);
    QObject::connect(&window, &QQuickWindow::afterAnimating, &application,
                     [complete, &application] { *complete = isComplete(application); });
    QObject::connect(&window, &QQuickWindow::frameSwapped, &application,
                     [complete, told = std::make_shared<bool>(false)] {
                         if (!*complete || *told)
                             return;
                         *told = true;
                         std::puts("painted");
                         (void)std::fflush(stdout);
                     });
}

} // namespace kontor
