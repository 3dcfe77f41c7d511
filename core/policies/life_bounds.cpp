#include "core/policies/life_bounds.h"

#include "core/setting_names.h"
#include "crypto/mls/tls_codec.h"

namespace kontor::policies {
namespace {

using storage::LifeBound;

void encode(mls::tls::Writer& w, const LifeBound& bound) {
    for (const std::int64_t number :
         {bound.after.value, bound.last.value, static_cast<std::int64_t>(bound.longest.count()),
          static_cast<std::int64_t>(bound.since.count())})
        w.u64(static_cast<std::uint64_t>(number));
}

LifeBound decode(mls::tls::Reader& r) {
    const auto next = [&r] { return static_cast<std::int64_t>(r.u64()); };
    LifeBound bound;
    bound.after = MessageRow(next());
    bound.last = MessageRow(next());
    bound.longest = Milliseconds(next());
    bound.since = Milliseconds(next());
    return bound;
}

} // namespace

Result<std::vector<LifeBound>> pendingBounds(const storage::SettingsStore& settings) {
    const auto bytes = settings.get(settings::kLifeBounds);
    if (!bytes.ok())
        return bytes.error();
    std::vector<LifeBound> bounds;
    if (!bytes.value())
        return bounds;
    mls::tls::Reader r(*bytes.value());
    while (r.ok() && !r.atEnd())
        bounds.push_back(decode(r));
    if (!r.ok())
        return ErrorCode::Storage;
    return bounds;
}

Result<void> notePending(storage::SettingsStore& settings, storage::Transaction& transaction,
                         const std::vector<LifeBound>& bounds) {
    if (bounds.empty())
        return settings.remove(transaction, settings::kLifeBounds);
    mls::tls::Writer w;
    for (const LifeBound& bound : bounds)
        encode(w, bound);
    return settings.put(transaction, settings::kLifeBounds, w.view());
}

} // namespace kontor::policies
