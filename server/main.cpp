#include "server/config.h"
#include "server/server_process.h"

#include <cstdio>
#include <span>
#include <string>

using namespace kontor;

namespace {

constexpr int kUsage = 2;
constexpr int kLocalFailure = 4;

std::string sentence(const Error& error, const server::Config& config) {
    switch (error.code) {
    case ErrorCode::ProfileInUse:
        return "Another server uses " + config.data + ".";
    case ErrorCode::NotReachable:
        return "Cannot listen on " + config.listen.format() +
               ": the address is in use or not this machine's.";
    case ErrorCode::StoreTooNew:
        return "The database in " + config.data + " was written by a newer version.";
    case ErrorCode::StatementWrong:
        return "The statement in " + config.data +
               " does not name the TLS key and removal key that lie beside it.";
    case ErrorCode::Malformed:
        return "A key file in " + config.data + " is damaged.";
    case ErrorCode::Storage:
        return "Cannot read or write " + config.data +
               ": look at the disk. Everything acknowledged is kept.";
    default:
        return "The server cannot go on (" + std::string(nameOf(error.code)) + ").";
    }
}

void say(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace

int main(int count, char** arguments) {
    const auto line = server::parseCommandLine({arguments, static_cast<std::size_t>(count)});
    if (!line.ok()) {
        std::fprintf(stderr, "kontor-server: wrong usage: %s\n\n%s",
                     line.error().args.front().c_str(), server::kServerHelp.data());
        return kUsage;
    }
    if (line.value().asked == server::Asked::Help) {
        std::fputs(server::kServerHelp.data(), stdout);
        return 0;
    }
    if (line.value().asked == server::Asked::Version) {
        say("kontor-server " KONTOR_VERSION);
        return 0;
    }
    const auto ended = server::runServer(line.value().config, say);
    if (ended.ok())
        return 0;
    std::fprintf(stderr, "kontor-server: %s\n",
                 sentence(ended.error(), line.value().config).c_str());
    return kLocalFailure;
}
