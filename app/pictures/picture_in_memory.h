#pragma once

#include "app/pictures/picture_decoder.h"
#include "app/pictures/picture_source.h"

namespace kontor {

/// A picture whose bytes are at hand: what is about to be sent.
class PictureInMemory final : public PictureSource {
    Q_OBJECT

public:
    PictureInMemory(PictureLibrary& library, QByteArray bytes, const pictures::Facts& facts,
                    QByteArray mosaic);

    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    [[nodiscard]] const pictures::Facts& facts() const { return m_facts; }

    [[nodiscard]] QSize size() const override { return m_facts.size; }
    [[nodiscard]] bool here() const override { return true; }
    [[nodiscard]] QString badge() const override;
    [[nodiscard]] QString trouble() const override { return m_trouble; }
    [[nodiscard]] QByteArray mosaic() const override { return m_mosaic; }
    /// At once.
    void read(std::function<void(Result<QByteArray>)> reply) override { reply(m_bytes); }
    void setTrouble(const Error& error) override;

private:
    QByteArray m_bytes;
    pictures::Facts m_facts;
    QByteArray m_mosaic;
    QString m_trouble;
};

} // namespace kontor
