#include "server/outgoing.h"

#include "server/server_limits.h"

#include <utility>

namespace kontor::server {

void Outgoing::add(std::string_view batch) {
    if (m_messages.empty() || m_messages.back().size() + batch.size() > limits::kJoinedBytes)
        m_messages.emplace_back();
    m_messages.back().append(batch);
    m_bytes += batch.size();
}

std::vector<std::string> Outgoing::take() {
    m_bytes = 0;
    return std::exchange(m_messages, {});
}

} // namespace kontor::server
