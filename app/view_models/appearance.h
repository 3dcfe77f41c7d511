#pragma once

#include <QLocale>
#include <QObject>
#include <QRect>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What a person chose about language, colours, text size and the window itself. Kept in the
/// profile's settings file, since it is needed before the store is open; nothing in it is secret.
class Appearance : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(Language language READ language WRITE setLanguage NOTIFY languageChanged FINAL)
    /// What the texts are in now, whichever way it was chosen.
    Q_PROPERTY(bool speaksGerman READ speaksGerman NOTIFY languageChanged FINAL)
    Q_PROPERTY(Scheme scheme READ scheme WRITE setScheme NOTIFY schemeChanged FINAL)
    Q_PROPERTY(bool dark READ dark NOTIFY schemeChanged FINAL)
    Q_PROPERTY(int textPercent READ textPercent NOTIFY textPercentChanged FINAL)
    Q_PROPERTY(bool canGrow READ canGrow NOTIFY textPercentChanged FINAL)
    Q_PROPERTY(bool canShrink READ canShrink NOTIFY textPercentChanged FINAL)
    /// Nothing moves on the screen by itself: chosen here, or asked for by the desktop.
    Q_PROPERTY(bool calm READ calm NOTIFY calmChanged FINAL)
    Q_PROPERTY(bool chosenCalm READ chosenCalm WRITE setChosenCalm NOTIFY calmChanged FINAL)
    Q_PROPERTY(
        bool detailsShown READ detailsShown WRITE setDetailsShown NOTIFY detailsShownChanged FINAL)
    /// Where the window was at its last end; written when it closes.
    Q_PROPERTY(QRect geometry READ geometry WRITE setGeometry FINAL)
    Q_PROPERTY(bool maximized READ maximized WRITE setMaximized FINAL)

public:
    enum class Language { System, German, English };
    Q_ENUM(Language)
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    explicit Appearance(const QString& settingsFile);

    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] QLocale locale() const;
    [[nodiscard]] bool speaksGerman() const { return locale().language() == QLocale::German; }
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool dark() const;
    [[nodiscard]] int textPercent() const { return m_textPercent; }
    [[nodiscard]] bool canGrow() const;
    [[nodiscard]] bool canShrink() const;
    [[nodiscard]] bool calm() const { return m_chosenCalm || m_systemCalm; }
    [[nodiscard]] bool chosenCalm() const { return m_chosenCalm; }
    [[nodiscard]] bool detailsShown() const { return m_detailsShown; }
    /// Where the window was; empty at the first start, and when that place is on no screen now.
    [[nodiscard]] QRect geometry() const;
    [[nodiscard]] bool maximized() const;
    void setLanguage(Language language);
    void setScheme(Scheme scheme);
    void setSystemDark(bool dark);
    void setSystemCalm(bool calm);
    void setChosenCalm(bool calm);
    void setDetailsShown(bool shown);
    void setGeometry(const QRect& geometry);
    void setMaximized(bool maximized);
    Q_INVOKABLE void grow();
    Q_INVOKABLE void shrink();

signals:
    void languageChanged();
    void schemeChanged();
    void textPercentChanged();
    void calmChanged();
    void detailsShownChanged();

private:
    void setTextPercent(int percent);

    QSettings m_settings;
    Language m_language;
    Scheme m_scheme;
    int m_textPercent;
    bool m_chosenCalm;
    bool m_detailsShown;
    bool m_systemDark = false;
    bool m_systemCalm = false;
};

} // namespace kontor
