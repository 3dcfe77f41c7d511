#pragma once

#include "app/notifications/notifier.h"

#include <map>
#include <vector>

namespace kontor {

/// A desktop that shows whatever it is given, and remembers it.
class FakeNotifier final : public Notifier {
public:
    void show(const NotificationKey& key, const NotificationFace& face) override {
        shown.insert_or_assign(key, face);
        ever.push_back(face);
    }
    void take(const NotificationKey& key) override { shown.erase(key); }

    void press(const NotificationKey& key) {
        shown.erase(key);
        listener().pressed(key);
    }
    void dismiss(const NotificationKey& key) {
        shown.erase(key);
        listener().dismissed(key);
    }

    std::map<NotificationKey, NotificationFace> shown;
    std::vector<NotificationFace> ever;
};

} // namespace kontor
