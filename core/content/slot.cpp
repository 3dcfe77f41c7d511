#include "core/content/slot.h"

#include "core/content/mimi_content.h"

namespace kontor::content {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
constexpr std::size_t kGreatestItems = 16;

} // namespace

bool isSound(const Slot& slot) {
    if (slot.kind == Slot::Kind::Days)
        return slot.first >= kLeastMoment / kDay && slot.last < kMomentsEnd / kDay &&
               slot.first <= slot.last;
    return slot.first >= kLeastMoment && slot.last < kMomentsEnd && slot.first < slot.last &&
           slot.first % kMinute == 0 && slot.last % kMinute == 0;
}

void writeSlot(QCborStreamWriter& writer, const Slot& slot) {
    writer.startArray(3);
    writer.append(quint64{static_cast<std::uint8_t>(slot.kind)});
    writer.append(static_cast<quint64>(slot.first));
    writer.append(static_cast<quint64>(slot.last));
    writer.endArray();
}

std::optional<Slot> readSlot(CborReader& reader) {
    const std::size_t items = reader.arrayOf(1, kGreatestItems);
    const auto kind = reader.number();
    if (kind > static_cast<std::uint64_t>(Slot::Kind::Days)) {
        while (reader.more())
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
        reader.leave();
        return std::nullopt;
    }
    if (items != 3)
        reader.fail();
    Slot slot;
    slot.kind = static_cast<Slot::Kind>(kind);
    slot.first = static_cast<std::int64_t>(reader.number(kMomentsEnd));
    slot.last = static_cast<std::int64_t>(reader.number(kMomentsEnd));
    reader.leave();
    return slot;
}

} // namespace kontor::content
