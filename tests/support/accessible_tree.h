#pragma once

#include <QAccessible>
#include <QObject>
#include <QStringList>

#include <functional>

namespace kontor::test {

/// What a screen reader would say of an item; null for one that it passes over.
[[nodiscard]] inline QAccessibleInterface* accessible(QObject* item) {
    return item ? QAccessible::queryAccessibleInterface(item) : nullptr;
}

/// Everything that is shown below, in the reader's order.
inline void walkAccessible(QAccessibleInterface& root,
                           const std::function<void(QAccessibleInterface&)>& visit) {
    for (int i = 0; i < root.childCount(); ++i) {
        auto* child = root.child(i);
        if (!child || child->state().invisible)
            continue;
        visit(*child);
        walkAccessible(*child, visit);
    }
}

[[nodiscard]] inline bool isControl(QAccessible::Role role) {
    switch (role) {
    case QAccessible::Button:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::EditableText:
    case QAccessible::ListItem:
    case QAccessible::Link:
    case QAccessible::Slider:
        return true;
    default:
        return false;
    }
}

/// Controls and whatever takes the focus, but has no name: what a screen reader can only call
/// "button".
[[nodiscard]] inline QStringList namelessOnes(QAccessibleInterface& root) {
    QStringList nameless;
    walkAccessible(root, [&nameless](QAccessibleInterface& one) {
        const bool reachable = one.state().focusable || isControl(one.role());
        if (reachable && one.text(QAccessible::Name).trimmed().isEmpty())
            nameless << QString::fromLatin1(one.object() ? one.object()->metaObject()->className()
                                                         : "?") +
                            QLatin1Char(' ') +
                            (one.object() ? one.object()->objectName() : QString());
    });
    return nameless;
}

/// Controls that cannot be pressed by a program.
[[nodiscard]] inline QStringList controlsWithoutPress(QAccessibleInterface& root) {
    QStringList deaf;
    walkAccessible(root, [&deaf](QAccessibleInterface& one) {
        if (one.role() != QAccessible::Button && one.role() != QAccessible::CheckBox &&
            one.role() != QAccessible::RadioButton)
            return;
        auto* actions = one.actionInterface();
        if (!actions || !actions->actionNames().contains(QAccessibleActionInterface::pressAction()))
            deaf << one.text(QAccessible::Name);
    });
    return deaf;
}

} // namespace kontor::test
