#pragma once

#include "app/pictures/picture_source.h"

namespace kontor {

/// The picture of a person or a group, once the client has said whether there is one. What cannot
/// be made into pixels says nothing: the initials stay.
class AvatarSource final : public PictureSource {
    Q_OBJECT

public:
    using PictureSource::PictureSource;

    void take(const QByteArray& bytes) {
        m_bytes = bytes;
        emit changed();
    }

    [[nodiscard]] QSize size() const override { return {}; }
    [[nodiscard]] bool here() const override { return !m_bytes.isEmpty(); }
    [[nodiscard]] QString badge() const override { return {}; }
    [[nodiscard]] QString trouble() const override { return {}; }
    [[nodiscard]] QByteArray mosaic() const override { return {}; }
    void read(std::function<void(Result<QByteArray>)> reply) override { reply(m_bytes); }
    void setTrouble(const Error& /*error*/) override {}

private:
    QByteArray m_bytes;
};

} // namespace kontor
