#pragma once

#include "app/pictures/file_chooser.h"

#include <utility>

namespace kontor::test {

/// A person before the desktop's dialogs: she chooses when the test says so.
class FakeFileChooser final : public FileChooser {
public:
    void pictures(std::function<void(const QStringList& paths)> chosen) override {
        m_pictures = std::move(chosen);
    }
    void place(const QString& name, std::function<void(const QString& path)> chosen) override {
        m_name = name;
        m_place = std::move(chosen);
    }

    [[nodiscard]] bool asked() const { return static_cast<bool>(m_pictures); }
    /// What the dialog for a place proposes.
    [[nodiscard]] const QString& proposedName() const { return m_name; }
    void choose(const QStringList& paths) { std::exchange(m_pictures, {})(paths); }
    void choosePlace(const QString& path) { std::exchange(m_place, {})(path); }

private:
    std::function<void(const QStringList&)> m_pictures;
    std::function<void(const QString&)> m_place;
    QString m_name;
};

} // namespace kontor::test
