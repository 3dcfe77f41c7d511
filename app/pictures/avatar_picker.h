#pragma once

#include "app/pictures/file_chooser.h"
#include "core/async/background.h"

#include <QByteArray>
#include <QCoreApplication>

namespace kontor {

/// Asks for a picture of this computer and makes of it what stands for somebody. UI thread.
class AvatarPicker {
    Q_DECLARE_TR_FUNCTIONS(kontor::AvatarPicker)

public:
    AvatarPicker(FileChooser& chooser, Background background)
        : m_chooser(chooser)
        , m_background(std::move(background)) {}

    struct Picked {
        QByteArray picture;
        QString failure; ///< why there is none, as a sentence
    };
    /// Never, where the person chooses nothing.
    void pick(std::function<void(const Picked&)> picked);

private:
    FileChooser& m_chooser;
    Background m_background;
};

} // namespace kontor
