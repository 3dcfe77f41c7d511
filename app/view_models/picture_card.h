#pragma once

#include "app/pictures/picture_source.h"
#include "core/client.h"

namespace kontor {

/// The picture of a message as its row shows it. One picture for life; what becomes of it changes
/// in place. Gone with its message.
class PictureCard : public kontor::PictureSource { // as QML's type registration reads it
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by TimelineModel")
    Q_PROPERTY(QString caption READ caption CONSTANT FINAL)
    Q_PROPERTY(QString markup READ markup CONSTANT FINAL) ///< the same with links made pressable
    Q_PROPERTY(bool styled READ styled CONSTANT FINAL)    ///< whether markup is styled text
    /// It is on its way, here or there.
    Q_PROPERTY(bool underWay READ underWay NOTIFY changed FINAL)
    Q_PROPERTY(QString sender READ sender CONSTANT FINAL)

public:
    PictureCard(Client& client, PictureLibrary& library, const TimelineEntry& entry,
                QObject* parent);

    /// The same message as it stands now.
    void set(const TimelineEntry& entry);
    void retranslate();

    [[nodiscard]] const QString& caption() const { return m_caption; }
    [[nodiscard]] QString markup() const;
    [[nodiscard]] bool styled() const;
    [[nodiscard]] bool underWay() const;
    [[nodiscard]] const QString& sender() const { return m_sender; }
    /// For a file of it: what its sender called it, or a name of ours; never a path.
    [[nodiscard]] QString fileName() const;

    [[nodiscard]] QSize size() const override { return m_view.size; }
    [[nodiscard]] bool here() const override;
    [[nodiscard]] QString badge() const override;
    [[nodiscard]] QString trouble() const override;
    [[nodiscard]] QByteArray mosaic() const override { return m_view.mosaic; }
    void read(std::function<void(Result<QByteArray>)> reply) override;
    void setTrouble(const Error& error) override;

private:
    Client& m_client;
    PictureView m_view;
    QString m_caption;
    QString m_sender;
    std::optional<Error> m_trouble;
};

} // namespace kontor
