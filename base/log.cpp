#include "base/log.h"

#include <array>
#include <cstdio>
#include <string>

namespace kontor::log {

namespace {

constexpr std::array<std::string_view, 10> kCategories = {
    "base", "crypto", "protocol",   "server", "storage",
    "sync", "send",   "connection", "app",    "media"};
constexpr std::array<std::string_view, 4> kLevels = {"debug", "info", "warning", "error"};

void toStderr(Level /*level*/, Category /*category*/, std::string_view line) {
    // One write, so that lines of two threads do not mix.
    std::fwrite(line.data(), 1, line.size(), stderr);
}

std::atomic<Sink>& sink() {
    static std::atomic<Sink> value = &toStderr;
    return value;
}

std::atomic<Level>& least() {
    static std::atomic<Level> value = Level::Info;
    return value;
}

} // namespace

void setSink(Sink newSink) {
    sink() = newSink;
}

void setLeast(Level level) {
    least() = level;
}

void write(Level level, Category category, Text text, std::initializer_list<Field> fields) {
    if (level < least().load())
        return;
    std::string line;
    line.append(kLevels.at(static_cast<std::size_t>(level)));
    line.append(" ").append(kCategories.at(static_cast<std::size_t>(category)));
    line.append(": ").append(text.view());
    for (const auto& field : fields)
        line.append(" ").append(field.name).append("=").append(std::to_string(field.value));
    line.append("\n");
    sink().load()(level, category, line);
}

} // namespace kontor::log
