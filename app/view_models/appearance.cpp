#include "app/view_models/appearance.h"

#include "app/view_models/stored_choice.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace kontor {

namespace {

constexpr int kSmallest = 80;
constexpr int kLargest = 200;
constexpr int kStep = 10;

const QString kLanguageKey = QStringLiteral("language");
const QString kSchemeKey = QStringLiteral("scheme");
const QString kTextKey = QStringLiteral("text_percent");
const QString kCalmKey = QStringLiteral("reduce_motion");
const QString kDetailsKey = QStringLiteral("window/details");
const QString kGeometryKey = QStringLiteral("window/geometry");
const QString kMaximizedKey = QStringLiteral("window/maximized");

} // namespace

Appearance::Appearance(const QString& settingsFile)
    : m_settings(settingsFile, QSettings::IniFormat)
    , m_language(storedChoice(m_settings, kLanguageKey, Language::System))
    , m_scheme(storedChoice(m_settings, kSchemeKey, Scheme::System))
    , m_textPercent(std::clamp(m_settings.value(kTextKey, 100).toInt(), kSmallest, kLargest))
    , m_chosenCalm(m_settings.value(kCalmKey, false).toBool())
    , m_detailsShown(m_settings.value(kDetailsKey, true).toBool()) {}

QLocale Appearance::locale() const {
    switch (m_language) {
    case Language::German:
        return {QLocale::German, QLocale::Germany};
    case Language::English:
        return {QLocale::English, QLocale::UnitedKingdom};
    case Language::System:
        break;
    }
    // The system's own way of writing dates stays, where its language is one of ours.
    const auto system = QLocale::system();
    const auto ours = system.language() == QLocale::German || system.language() == QLocale::English;
    return ours ? system : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

bool Appearance::dark() const {
    return m_scheme == Scheme::Dark || (m_scheme == Scheme::System && m_systemDark);
}

bool Appearance::canGrow() const {
    return m_textPercent < kLargest;
}

bool Appearance::canShrink() const {
    return m_textPercent > kSmallest;
}

QRect Appearance::geometry() const {
    const auto stored = m_settings.value(kGeometryKey).toRect();
    const auto screens = QGuiApplication::screens();
    const bool visible = std::ranges::any_of(screens, [&stored](const QScreen* screen) {
        return screen->availableGeometry().contains(stored.center());
    });
    return visible ? stored : QRect();
}

bool Appearance::maximized() const {
    return m_settings.value(kMaximizedKey, false).toBool();
}

void Appearance::setLanguage(Language language) {
    if (m_language == language)
        return;
    m_language = language;
    m_settings.setValue(kLanguageKey, QVariant::fromValue(language).toString());
    emit languageChanged();
}

void Appearance::setScheme(Scheme scheme) {
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    m_settings.setValue(kSchemeKey, QVariant::fromValue(scheme).toString());
    emit schemeChanged();
}

void Appearance::setSystemDark(bool dark) {
    if (m_systemDark == dark)
        return;
    m_systemDark = dark;
    emit schemeChanged();
}

void Appearance::setSystemCalm(bool calm) {
    if (m_systemCalm == calm)
        return;
    m_systemCalm = calm;
    emit calmChanged();
}

void Appearance::setChosenCalm(bool calm) {
    if (m_chosenCalm == calm)
        return;
    m_chosenCalm = calm;
    m_settings.setValue(kCalmKey, calm);
    emit calmChanged();
}

void Appearance::setDetailsShown(bool shown) {
    if (m_detailsShown == shown)
        return;
    m_detailsShown = shown;
    m_settings.setValue(kDetailsKey, shown);
    emit detailsShownChanged();
}

void Appearance::setTextPercent(int percent) {
    percent = std::clamp(percent, kSmallest, kLargest);
    if (m_textPercent == percent)
        return;
    m_textPercent = percent;
    m_settings.setValue(kTextKey, percent);
    emit textPercentChanged();
}

void Appearance::grow() {
    setTextPercent(m_textPercent + kStep);
}

void Appearance::shrink() {
    setTextPercent(m_textPercent - kStep);
}

void Appearance::setGeometry(const QRect& geometry) {
    m_settings.setValue(kGeometryKey, geometry);
}

void Appearance::setMaximized(bool maximized) {
    m_settings.setValue(kMaximizedKey, maximized);
}

} // namespace kontor
