// What an administrator does on the server's machine: one command, one answer, over the running
// server's control socket.

#include "crypto/encoding.h"
#include "crypto/identity/organisation.h"
#include "server/admin/policy_words.h"
#include "server/data_folder.h"
#include "server/server_keys.h"

#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

using namespace kontor;
namespace json = boost::json;

namespace {

constexpr int kRefused = 1;
constexpr int kUsage = 2;
constexpr int kNotReachable = 3;
constexpr int kLocalFailure = 4;

constexpr std::string_view kHelp = R"(kontorctl --data DIR [--json] COMMAND

Speaks to the server that runs on DIR.

  invite create --name NAME     an invite link for a new user
  invite create --for HANDLE    for a known user's new computer; the old one is cut off when it is used
  invite list                   open invites
  invite revoke NUMBER
  user list
  user disable HANDLE           sessions end at once, no login from then on
  user enable HANDLE
  organisation name NAME [--key FILE]
                                another name; FILE is the organisation's key, default DIR/organisation.key
  policy list                   what holds for everybody in the organisation
  policy get NAME
  policy set NAME VALUE [--key FILE]
                                signed here by the organisation's key; open windows feel it at once
      longest_life 5s to 4w, or off
                                messages live no longer, also those that are there; 30s, 5m, 1h, 7d, 4w
  stats
  --help, --version

--json prints the server's answer as one JSON object. Exit codes: 0 done, 1 refused, 2 wrong usage,
3 the server is not running, 4 local failure.
)";

struct CommandLine {
    std::string data;
    bool json = false;
    std::vector<std::string> words; ///< the command
    std::string name, handle, key;  ///< --name, --for, --key
};

std::optional<CommandLine> parse(int count, char** arguments) {
    CommandLine line;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = arguments[i];
        if (word == "--json") {
            line.json = true;
            continue;
        }
        if (!word.starts_with("--")) {
            line.words.emplace_back(word);
            continue;
        }
        if (i + 1 == count)
            return std::nullopt;
        const std::string value = arguments[++i];
        if (word == "--data")
            line.data = value;
        else if (word == "--name")
            line.name = value;
        else if (word == "--for")
            line.handle = value;
        else if (word == "--key")
            line.key = value;
        else
            return std::nullopt;
    }
    if (line.data.empty() || line.words.empty())
        return std::nullopt;
    return line;
}

/// The request, or nothing for wrong usage.
std::optional<json::object> requestFor(const CommandLine& line) {
    const auto& words = line.words;
    const std::string two = words.size() >= 2 ? words[0] + " " + words[1] : words[0];
    if (two == "stats" && words.size() == 1)
        return json::object{{"command", "stats"}};
    if ((two == "invite list" || two == "user list") && words.size() == 2)
        return json::object{{"command", two}};
    if (two == "invite create" && words.size() == 2 && line.name.empty() != line.handle.empty()) {
        if (line.handle.empty())
            return json::object{{"command", two}, {"name", line.name}};
        return json::object{{"command", two}, {"for", line.handle}};
    }
    if ((two == "user disable" || two == "user enable") && words.size() == 3)
        return json::object{{"command", two}, {"handle", words[2]}};
    if (two == "invite revoke" && words.size() == 3) {
        std::int64_t number = 0;
        const auto& digits = words[2];
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error == std::errc() && end == digits.data() + digits.size())
            return json::object{{"command", two}, {"number", number}};
    }
    return std::nullopt;
}

class Socket {
public:
    explicit Socket(const std::string& path)
        : m_number(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path)
            return;
        std::memcpy(address.sun_path, path.data(), path.size());
        m_connected =
            ::connect(m_number, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() { ::close(m_number); }

    /// Nothing when the server is not there or goes away.
    [[nodiscard]] std::optional<std::string> ask(std::string line) const {
        line += '\n';
        if (!m_connected || ::send(m_number, line.data(), line.size(), MSG_NOSIGNAL) !=
                                static_cast<ssize_t>(line.size()))
            return std::nullopt;
        std::string answer;
        std::array<char, 4096> part{};
        while (answer.empty() || answer.back() != '\n') {
            const ssize_t count = ::recv(m_number, part.data(), part.size(), 0);
            if (count <= 0)
                return std::nullopt;
            answer.append(part.data(), static_cast<std::size_t>(count));
        }
        answer.pop_back();
        return answer;
    }

private:
    int m_number;
    bool m_connected = false;
};

std::optional<json::object> ask(const std::string& data, const json::object& request) {
    const Socket socket(data + "/" + std::string(server::kControlSocketFile));
    const auto text = socket.ask(json::serialize(request));
    if (!text)
        return std::nullopt;
    boost::system::error_code error;
    const json::value answer = json::parse(*text, error);
    if (error || !answer.is_object())
        return std::nullopt;
    return answer.get_object();
}

bool isOk(const json::object& answer) {
    const json::value* ok = answer.if_contains("ok");
    return ok != nullptr && ok->is_bool() && ok->get_bool();
}

std::string plain(const json::value& value) {
    if (value.is_string())
        return std::string(value.get_string());
    return json::serialize(value);
}

/// One line a row, one a figure: for people.
void printPlainly(const json::object& answer) {
    for (const auto& [name, value] : answer) {
        if (name == "ok")
            continue;
        if (name == "link") {
            std::printf("%s\n", plain(value).c_str());
        } else if (value.is_array()) {
            for (const auto& row : value.get_array()) {
                std::string line;
                for (const auto& [column, cell] : row.as_object()) {
                    line += line.empty() ? "" : "  ";
                    line += std::string(column) + ": " + plain(cell);
                }
                std::printf("%s\n", line.c_str());
            }
        } else {
            std::printf("%s: %s\n", std::string(name).c_str(), plain(value).c_str());
        }
    }
}

int finish(const CommandLine& line, const std::optional<json::object>& answer) {
    if (!answer) {
        std::fprintf(stderr, "kontorctl: No server runs on %s.\n", line.data.c_str());
        return kNotReachable;
    }
    if (line.json)
        std::printf("%s\n", json::serialize(*answer).c_str());
    else if (isOk(*answer))
        printPlainly(*answer);
    else
        std::fprintf(stderr, "kontorctl: %s\n", plain(answer->at("error")).c_str());
    return isOk(*answer) ? 0 : kRefused;
}

int fail(const char* sentence) {
    std::fprintf(stderr, "kontorctl: %s\n", sentence);
    return kLocalFailure;
}

/// The statement is signed here: the server does not need the organisation's key.
int nameOrganisation(const CommandLine& line) {
    const std::string path =
        line.key.empty() ? line.data + "/" + std::string(server::kOrganisationKeyFile) : line.key;
    const auto key = server::readKey(path);
    if (!key.ok())
        return fail("The organisation's key cannot be read.");
    const auto present = ask(line.data, {{"command", "statement get"}});
    if (!present || !isOk(*present))
        return finish(line, present);
    const auto bytes = fromHex(plain(present->at("statement")));
    if (!bytes.ok())
        return fail("The server's answer makes no sense.");
    auto statement = identity::ServerStatement::parse(bytes.value());
    if (!statement.ok())
        return fail("The server's statement is damaged.");
    statement.value().name = line.words[2];
    ++statement.value().number;
    const Bytes fresh = statement.value().sign(key.value());
    return finish(line,
                  ask(line.data, {{"command", "statement set"}, {"statement", toHex(fresh)}}));
}

int misuse(const std::string& sentence) {
    std::fprintf(stderr, "kontorctl: %s\n", sentence.c_str());
    return kUsage;
}

std::string knownPolicies() {
    std::string names;
    for (const auto& known : server::policyNames())
        names += (names.empty() ? "" : ", ") + std::string(known.name);
    return names;
}

/// What the server passes on at present; one without number when nothing has been set yet.
struct PresentPolicies {
    identity::PolicyStatement statement;
    int failure = 0; ///< an exit code; said already
};

PresentPolicies presentPolicies(const CommandLine& line) {
    const auto answer = ask(line.data, {{"command", "policies get"}});
    if (!answer || !isOk(*answer))
        return {.statement = {}, .failure = finish(line, answer)};
    const auto bytes = fromHex(plain(answer->at("statement")));
    if (!bytes.ok())
        return {.statement = {}, .failure = fail("The server's answer makes no sense.")};
    if (bytes.value().empty())
        return {};
    auto statement = identity::PolicyStatement::parse(bytes.value());
    if (!statement.ok())
        return {.statement = {}, .failure = fail("The server's policies are damaged.")};
    return {.statement = std::move(statement).value()};
}

json::object longestLifeRow(const identity::PolicyStatement& statement) {
    return {{"name", json::string_view(server::kLongestLifePolicy)},
            {"value", server::durationWord(statement.longestLife)},
            {"seconds", statement.longestLife.count()}};
}

int showPolicies(const CommandLine& line) {
    const auto present = presentPolicies(line);
    if (present.failure != 0)
        return present.failure;
    if (line.words[1] == "get" && !line.json) {
        std::printf("%s\n", server::durationWord(present.statement.longestLife).c_str());
        return 0;
    }
    json::object answer{{"ok", true}, {"number", present.statement.number}};
    if (line.words[1] == "list")
        answer["policies"] = json::array{longestLifeRow(present.statement)};
    else
        for (const auto& [name, value] : longestLifeRow(present.statement))
            answer[name] = value;
    return finish(line, answer);
}

/// Signed here, as the statement is. What a later kontorctl has set stays.
int setLongestLife(const CommandLine& line, std::chrono::seconds life) {
    const std::string path =
        line.key.empty() ? line.data + "/" + std::string(server::kOrganisationKeyFile) : line.key;
    const auto key = server::readKey(path);
    if (!key.ok())
        return fail("The organisation's key cannot be read.");
    auto present = presentPolicies(line);
    if (present.failure != 0)
        return present.failure;
    present.statement.longestLife = life;
    ++present.statement.number;
    const Bytes fresh = present.statement.sign(key.value());
    return finish(line, ask(line.data, {{"command", "policies set"}, {"statement", toHex(fresh)}}));
}

/// policy list | get NAME | set NAME VALUE; nothing for wrong usage.
std::optional<int> policyVerb(const CommandLine& line) {
    const auto& words = line.words;
    if (words.size() == 2 && words[1] == "list")
        return showPolicies(line);
    const bool get = words.size() == 3 && words[1] == "get";
    const bool set = words.size() == 4 && words[1] == "set";
    if (!get && !set)
        return std::nullopt;
    if (words[2] != server::kLongestLifePolicy)
        return misuse("There is no policy '" + words[2] + "'. There are: " + knownPolicies() + ".");
    if (get)
        return showPolicies(line);
    const auto life = server::readDuration(words[3]);
    using identity::PolicyStatement;
    if (!life || (life->count() != 0 &&
                  (*life < PolicyStatement::kLeastLife || *life > PolicyStatement::kGreatestLife)))
        return misuse(words[2] + " takes " + std::string(server::policyNames().front().takes) +
                      ".");
    return setLongestLife(line, *life);
}

} // namespace

int main(int count, char** arguments) {
    for (int i = 1; i < count; ++i) {
        const std::string_view word = arguments[i];
        if (word == "--help" || word == "--version") {
            std::fputs(word == "--help" ? kHelp.data() : "kontorctl " KONTOR_VERSION "\n", stdout);
            return 0;
        }
    }
    const auto line = parse(count, arguments);
    const bool naming = line && line->words.size() == 3 && line->words[0] == "organisation" &&
                        line->words[1] == "name";
    if (naming)
        return nameOrganisation(*line);
    if (line && line->words[0] == "policy") {
        if (const auto code = policyVerb(*line))
            return *code;
    }
    const auto request = line ? requestFor(*line) : std::nullopt;
    if (!request) {
        std::fprintf(stderr, "kontorctl: wrong usage\n\n%s", kHelp.data());
        return kUsage;
    }
    return finish(*line, ask(line->data, *request));
}
