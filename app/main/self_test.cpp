#include "app/main/self_test.h"

#include "app/view_models/poll_card_model.h"

#include <QDirIterator>
#include <QMetaProperty>
#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>

#include <cstdio>

namespace kontor {

namespace {

QVariant propertyOf(QMetaType type, const QObject& owner) {
    const auto* meta = owner.metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i)
        if (meta->property(i).metaType() == type)
            return meta->property(i).read(&owner);
    return {};
}

/// The view model that a property of this type is about: the application's, or one of theirs.
QVariant modelFor(QMetaType type, Application& application) {
    if (type == QMetaType::fromType<Application*>())
        return QVariant::fromValue(&application);
    if (type == QMetaType::fromType<PollCardModel*>())
        return QVariant::fromValue(
            new PollCardModel({}, application.timeline()->moments(), application.timeline()));
    if (type == QMetaType::fromType<CompletionModel*>())
        return QVariant::fromValue<CompletionModel*>(application.emojiCompletion());
    if (type == QMetaType::fromType<FormattedWords*>())
        return QVariant::fromValue(new FormattedWords({}, application.timeline()));
    if (type == QMetaType::fromType<QuoteCard*>())
        return QVariant::fromValue(new QuoteCard({}, application.timeline()));
    if (type == QMetaType::fromType<ReactionsModel*>())
        return QVariant::fromValue(new ReactionsModel({}, application.timeline()));
    if (type == QMetaType::fromType<PictureCard*>() ||
        type == QMetaType::fromType<PictureSource*>())
        return QVariant(type); // no picture: they wait for one
    if (auto model = propertyOf(type, application); model.isValid())
        return model;
    const auto& meta = Application::staticMetaObject;
    for (int i = 0; i < meta.propertyCount(); ++i) {
        const auto* const owner = meta.property(i).read(&application).value<QObject*>();
        if (owner == nullptr)
            continue;
        if (auto model = propertyOf(type, *owner); model.isValid())
            return model;
    }
    return {};
}

/// A ListView where one is required, the parent where any item will do.
QQuickItem* itemFor(const QByteArray& className, QQmlEngine& engine, QQuickItem* parent) {
    if (className == "QQuickItem")
        return parent;
    QQmlComponent component(&engine);
    component.setData("import QtQuick\n" + className.mid(sizeof("QQuick") - 1) + " {}", {});
    auto* item = qobject_cast<QQuickItem*>(component.create());
    if (item)
        item->setParentItem(parent);
    return item;
}

QVariant valueFor(QMetaType type, QQmlEngine& engine, Application& application,
                  QQuickItem* parent) {
    if (type == QMetaType::fromType<QString>())
        return QStringLiteral("send"); // the name of an icon, among others
    if (type.flags() & QMetaType::PointerToQObject) {
        const auto model = modelFor(type, application);
        return model.isValid()
                   ? model
                   : QVariant::fromValue(itemFor(type.metaObject()->className(), engine, parent));
    }
    return QVariant(type);
}

/// What it says without them: nothing else knows which properties of a QML type are required.
QStringList requiredOf(QQmlEngine& engine, const QUrl& url) {
    static const QRegularExpression sentence(
        QStringLiteral("^Required property (\\w+) was not initialized"));
    engine.setOutputWarningsToStandardError(false);
    QQmlComponent component(&engine, url);
    const std::unique_ptr<QObject> trial(component.create());
    engine.setOutputWarningsToStandardError(true);
    QStringList names;
    for (const auto& error : component.errors())
        if (const auto said = sentence.match(error.description()); said.hasMatch())
            names << said.captured(1);
    return names;
}

/// Whether it could be made without a warning.
bool make(QQmlEngine& engine, const QUrl& url, Application& application, QQuickItem* parent) {
    const auto required = requiredOf(engine, url);
    bool warned = false;
    const auto listening =
        QObject::connect(&engine, &QQmlEngine::warnings, parent, [&warned] { warned = true; });
    QQmlComponent component(&engine, url);
    const std::unique_ptr<QObject> object(component.beginCreate(engine.rootContext()));
    if (object) {
        if (auto* item = qobject_cast<QQuickItem*>(object.get()))
            item->setParentItem(parent);
        QVariantMap values;
        const auto* meta = object->metaObject();
        for (const auto& name : required) {
            const auto property = meta->property(meta->indexOfProperty(name.toLatin1()));
            values.insert(name, valueFor(property.metaType(), engine, application, parent));
        }
        component.setInitialProperties(object.get(), values);
        component.completeCreate();
    }
    QObject::disconnect(listening);
    if (object && !component.isError() && !warned)
        return true;
    std::fprintf(stderr, "%s: %s\n", qPrintable(url.fileName()),
                 qPrintable(component.errorString()));
    return false;
}

} // namespace

int makeEveryType(MainWindow& window, Application& application) {
    QQuickItem parent;
    parent.setParentItem(window.window()->contentItem());
    int broken = 0;
    int made = 0;
    QDirIterator files(QStringLiteral(":/qt/qml/Kontor/Ui"), {QStringLiteral("*.qml")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QUrl url(QLatin1String("qrc") + files.next());
        if (url.fileName() == QLatin1String("Theme.qml"))
            continue; // a singleton: made by the others
        ++made;
        if (!make(window.engine(), url, application, &parent))
            ++broken;
    }
    std::fprintf(stderr, "%d types, %d broken\n", made, broken);
    return made == 0 ? 1 : broken;
}

} // namespace kontor
