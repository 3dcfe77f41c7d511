#include "app/main/self_test.h"

#include <QDirIterator>
#include <QMetaProperty>
#include <QQmlComponent>
#include <QQuickItem>

#include <cstdio>

namespace kontor {

namespace {

/// The view model that a property of this type is about.
QVariant modelFor(const QByteArray& type, Application& application) {
    if (type == "kontor::Application*")
        return QVariant::fromValue(&application);
    for (int i = 0; i < Application::staticMetaObject.propertyCount(); ++i) {
        const auto property = Application::staticMetaObject.property(i);
        if (type == property.metaType().name())
            return property.read(&application);
    }
    if (type == "kontor::PeopleModel*")
        return QVariant::fromValue(application.newConversation()->people());
    return {};
}

QVariantMap valuesFor(const QObject& object, Application& application, QQuickItem* parent) {
    QVariantMap values;
    const auto* meta = object.metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const auto property = meta->property(i);
        const QString name = QString::fromLatin1(property.name());
        if (const auto model = modelFor(property.metaType().name(), application); model.isValid())
            values.insert(name, model);
        else if (property.isRequired() && property.metaType() == QMetaType::fromType<QString>())
            values.insert(name, QStringLiteral("send"));
        else if (property.isRequired() && property.metaType().flags() & QMetaType::PointerToQObject)
            values.insert(name, QVariant::fromValue(parent));
        else if (property.isRequired())
            values.insert(name, QVariant(property.metaType()));
    }
    return values;
}

bool make(QQmlEngine& engine, const QUrl& url, Application& application, QQuickItem* parent) {
    QQmlComponent component(&engine, url);
    if (component.isReady()) {
        const std::unique_ptr<QObject> object(component.beginCreate(engine.rootContext()));
        if (object) {
            if (auto* item = qobject_cast<QQuickItem*>(object.get()))
                item->setParentItem(parent);
            component.setInitialProperties(object.get(), valuesFor(*object, application, parent));
            component.completeCreate();
        }
        if (object && !component.isError())
            return true;
    }
    std::fprintf(stderr, "%s\n", qPrintable(component.errorString()));
    return false;
}

} // namespace

int makeEveryType(QQmlEngine& engine, Application& application) {
    QQuickItem parent;
    int broken = 0;
    int made = 0;
    QDirIterator files(QStringLiteral(":/qt/qml/Kontor/Ui"), {QStringLiteral("*.qml")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QUrl url(QLatin1String("qrc") + files.next());
        if (url.fileName() == QLatin1String("Theme.qml"))
            continue; // a singleton: made by the others
        ++made;
        if (!make(engine, url, application, &parent))
            ++broken;
    }
    std::fprintf(stderr, "%d types, %d broken\n", made, broken);
    return made == 0 ? 1 : broken;
}

} // namespace kontor
