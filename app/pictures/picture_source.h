#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QObject>
#include <QSize>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace kontor {

class PictureLibrary;

/// Where a PictureItem has its picture from: a message, or what is about to be sent. UI thread.
class PictureSource : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by view models")
    /// Pixels, as it is shown; empty: not known.
    Q_PROPERTY(QSize size READ size NOTIFY changed FINAL)
    /// The bytes are here.
    Q_PROPERTY(bool here READ here NOTIFY changed FINAL)
    /// What it is by its type: "GIF", or empty where that says nothing to people.
    Q_PROPERTY(QString badge READ badge NOTIFY changed FINAL)
    /// Why it is not shown, as a sentence; or empty.
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)

public:
    PictureSource(PictureLibrary& library, QObject* parent)
        : QObject(parent)
        , m_library(library) {}

    [[nodiscard]] virtual QSize size() const = 0;
    [[nodiscard]] virtual bool here() const = 0;
    [[nodiscard]] virtual QString badge() const = 0;
    [[nodiscard]] virtual QString trouble() const = 0;
    /// What is shown before the bytes are here (app/pictures/picture_decoder.h); or empty.
    [[nodiscard]] virtual QByteArray mosaic() const = 0;
    /// Its bytes, later, on the UI thread; never after it is destroyed.
    virtual void read(std::function<void(Result<QByteArray>)> reply) = 0;
    /// It could not be made into pixels: trouble() says so from now on.
    virtual void setTrouble(const Error& error) = 0;

    [[nodiscard]] PictureLibrary& library() const { return m_library; }

signals:
    void changed();

private:
    PictureLibrary& m_library;
};

} // namespace kontor
