#include "core/async/scope.h"
#include "tools/kontor_cli/commands.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>

namespace {

using namespace kontor;
using namespace kontor::cli;

void write(std::FILE* file, const QByteArray& bytes) {
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
    std::fflush(file);
}

void print(std::FILE* file, const QString& line) {
    write(file, line.toUtf8() + '\n');
}

QStringList inputLines() {
    QTextStream input(stdin);
    QStringList lines;
    while (!input.atEnd()) {
        const QString line = input.readLine();
        if (!line.isEmpty())
            lines += line;
    }
    return lines;
}

int tellFailure(const Error& error) {
    print(stderr, QString::fromStdString("kontor-cli: " + sentenceOf(error)));
    return static_cast<int>(exitCodeOf(error.code));
}

Task<void> runAndQuit(Context* context, std::function<void(Result<void>)> quit) {
    auto running = runCommand(context);
    const auto outcome = co_await running;
    quit(outcome);
}

int run(const Arguments& arguments) {
    const std::filesystem::path profile(arguments.profile.toStdString());
    const SystemClock clock;
    QtTimers timers(clock);
    Scope scope;
    CliSession session(clock, timers, scope.token(),
                       [&](Mailbox& owner, std::function<void(const Event&)> onEvent) {
                           return makeClient({profile, NewProfileKey::KeyFile}, owner,
                                             std::move(onEvent));
                       });
    const Output output(arguments.output, [](const QString& line) { print(stdout, line); });
    Context context{session, arguments, output, inputLines,
                    [](const QByteArray& bytes) { write(stdout, bytes); }};
    int code = 0;
    bool ended = false;
    scope.spawn(runAndQuit(&context, [&](const Result<void>& outcome) {
        if (!outcome.ok())
            code = tellFailure(outcome.error());
        ended = true;
        QCoreApplication::quit();
    }));
    if (!ended)
        QCoreApplication::exec();
    scope.requestStop();
    if (code == static_cast<int>(ExitCode::NotReachable) && context.kept > 0)
        print(stderr, "What was written is kept and goes out at the next opportunity.");
    return code;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const auto parsed =
        parseArguments(QCoreApplication::arguments().mid(1), SystemClock().sinceEpoch());
    if (parsed.arguments())
        return run(*parsed.arguments());
    switch (parsed.instead().reason) {
    case NoCommand::Reason::Help:
        print(stdout, helpText().trimmed());
        return 0;
    case NoCommand::Reason::Version:
        print(stdout, "kontor-cli " KONTOR_VERSION);
        return 0;
    case NoCommand::Reason::Wrong:
        print(stderr, "kontor-cli: " + parsed.instead().sentence);
        print(stderr, "kontor-cli --help says more.");
        break;
    }
    return static_cast<int>(ExitCode::Usage);
}
