#pragma once

#include "base/clock.h"
#include "tests/server/running_server.h"
#include "tests/server/socket_line.h"
#include "tests/server/test_device.h"

#include <QFile>
#include <QRegularExpression>

namespace kontor::test {

/// One person at a real server.
class Person {
public:
    Person(std::uint64_t seed, const std::string& handle)
        : device(seed, handle) {}

    TestDevice device;

    void connect(const RunningServer& server) {
        m_line = std::make_unique<SocketLine>(server.port());
        device.use(m_line.get());
    }
    [[nodiscard]] SocketLine& line() { return *m_line; }
    ServerFacts facts() {
        const auto statement =
            must(identity::ServerStatement::parse(viewOf(m_line->hello().statement())));
        return {.organisation = statement.organisation(),
                .tlsKey = m_line->tlsKey(),
                .now = SystemClock().sinceEpoch()};
    }
    wire::StatusCode join(const RunningServer& server, const QString& link) {
        connect(server);
        const auto invite = must(identity::InviteLink::parse(link.toStdString()));
        return device.join(invite.token, facts()).code();
    }
    wire::StatusCode logIn(const RunningServer& server) {
        connect(server);
        return device.logIn(facts()).code();
    }

private:
    std::unique_ptr<SocketLine> m_line;
};

inline QString inviteFor(const RunningServer& server, const QString& name) {
    const auto made = server.ctl({"invite", "create", "--name", name});
    return QString::fromUtf8(made.out).trimmed();
}

/// Pages of memory that are the process's own, in kB.
inline qint64 residentKilobytes(qint64 pid) {
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QFile::ReadOnly))
        return 0;
    const auto match = QRegularExpression("VmRSS:\\s+(\\d+)").match(status.readAll());
    return match.captured(1).toLongLong();
}

} // namespace kontor::test
