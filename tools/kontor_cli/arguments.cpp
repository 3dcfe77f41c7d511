#include "tools/kontor_cli/arguments.h"

#include "core/content/settings.h"

#include <algorithm>
#include <array>
#include <span>

namespace kontor::cli {
namespace {

/// One line of the table of commands: its words, how many more belong to it, which options it has.
struct Form {
    Command command;
    std::array<const char*, 2> words; ///< the second may be empty
    qsizetype least;
    qsizetype greatest;
    const char* options; ///< letters, see kOptions
};

constexpr qsizetype kAny = 10'000;

constexpr std::array kForms{
    Form{Command::Register, {"register", ""}, 1, 1, "hn"},
    Form{Command::Send, {"send", ""}, 0, 1, "tglFL"},
    Form{Command::Note, {"note", ""}, 0, 1, "l"},
    Form{Command::GroupCreate, {"group", "create"}, 1, kAny, ""},
    Form{Command::GroupAdd, {"group", "add"}, 2, kAny, ""},
    Form{Command::GroupRemove, {"group", "remove"}, 2, kAny, ""},
    Form{Command::GroupLeave, {"group", "leave"}, 1, 1, ""},
    Form{Command::GroupAccept, {"group", "accept"}, 1, 1, ""},
    Form{Command::GroupShow, {"group", "show"}, 1, 1, ""},
    Form{Command::GroupRename, {"group", "rename"}, 2, 2, ""},
    Form{Command::GroupDescribe, {"group", "describe"}, 2, 2, ""},
    Form{Command::GroupSettings, {"group", "settings"}, 1, 1, ""},
    Form{Command::GroupPromote, {"group", "promote"}, 2, kAny, ""},
    Form{Command::GroupDemote, {"group", "demote"}, 2, kAny, ""},
    Form{Command::Timer, {"timer", ""}, 1, 1, "tg"},
    Form{Command::Unread, {"unread", ""}, 0, 0, "tgB"},
    Form{Command::Archive, {"archive", ""}, 0, 0, "tgB"},
    Form{Command::Favourite, {"favourite", ""}, 0, 0, "tgB"},
    Form{Command::Receive, {"receive", ""}, 0, 0, ""},
    Form{Command::History, {"history", ""}, 0, 0, "tgc"},
    Form{Command::Conversations, {"conversations", ""}, 0, 0, ""},
    Form{Command::Search, {"search", ""}, 1, kAny, ""},
    Form{Command::Directory, {"directory", ""}, 0, kAny, ""},
    Form{Command::StartAfresh, {"start-afresh", ""}, 0, 0, ""},
    Form{Command::Call, {"call", ""}, 1, 1, "ioSr"},
    Form{Command::Answer, {"answer", ""}, 0, 0, "ioSr"},
    Form{Command::PollCreate, {"poll", "create"}, 0, 0, "tgTOMDNZKEL"},
    Form{Command::PollVote, {"poll", "vote"}, 1, kAny, "ODYQW"},
    Form{Command::PollWithdraw, {"poll", "withdraw"}, 1, 1, ""},
    Form{Command::PollClose, {"poll", "close"}, 1, 1, ""},
    Form{Command::PollReopen, {"poll", "reopen"}, 1, 1, ""},
    Form{Command::PollRemind, {"poll", "remind"}, 1, 2, ""},
    Form{Command::PollShow, {"poll", "show"}, 1, 1, ""},
    Form{Command::PollList, {"poll", "list"}, 0, 0, "tgc"},
    Form{Command::PollExport, {"poll", "export"}, 1, 1, "vID"},
    Form{Command::FileSend, {"file", "send"}, 1, 1, "tgCL"},
    Form{Command::FileSave, {"file", "save"}, 2, 2, ""},
    Form{Command::Reply, {"reply", ""}, 2, 2, "F"},
    Form{Command::Edit, {"edit", ""}, 2, 2, "F"},
    Form{Command::Delete, {"delete", ""}, 1, 1, "H"},
    Form{Command::React, {"react", ""}, 2, 2, "B"},
    Form{Command::Revisions, {"revisions", ""}, 1, 1, ""},
    Form{Command::Verify, {"verify", ""}, 0, 12, "tVAB"},
    Form{Command::Pin, {"pin", ""}, 1, 1, "B"},
    Form{Command::Forward, {"forward", ""}, 1, 1, "tg"},
    Form{Command::Info, {"info", ""}, 1, 1, ""},
    Form{Command::List, {"list", ""}, 1, 1, "tgc"},
    Form{Command::Status, {"status", ""}, 0, kAny, "tU"},
    Form{Command::Name, {"name", ""}, 1, 1, ""},
    Form{Command::Avatar, {"avatar", ""}, 1, 1, ""},
};

struct Option {
    const char* name;
    char letter; ///< for Form::options; 'a': every command has it
    enum class Value : std::uint8_t { None, Text } value;
};

constexpr std::array kOptions{
    Option{"--profile", 'a', Option::Value::Text},
    Option{"--wait", 'a', Option::Value::Text},
    Option{"--json", 'a', Option::Value::None},
    Option{"--to", 't', Option::Value::Text},
    Option{"--group", 'g', Option::Value::Text},
    Option{"--handle", 'h', Option::Value::Text},
    Option{"--name", 'n', Option::Value::Text},
    Option{"--lines", 'l', Option::Value::None},
    Option{"--count", 'c', Option::Value::Text},
    Option{"--audio-in", 'i', Option::Value::Text},
    Option{"--audio-out", 'o', Option::Value::Text},
    Option{"--seconds", 'S', Option::Value::Text},
    Option{"--minutes", 'U', Option::Value::Text},
    Option{"--relay", 'r', Option::Value::None},
    Option{"--title", 'T', Option::Value::Text},
    Option{"--option", 'O', Option::Value::Text},
    Option{"--multiple", 'M', Option::Value::None},
    Option{"--caption", 'C', Option::Value::Text},
    Option{"--here", 'H', Option::Value::None},
    Option{"--back", 'B', Option::Value::None},
    Option{"--show", 'V', Option::Value::None},
    Option{"--accept", 'A', Option::Value::None},
    Option{"--formatted", 'F', Option::Value::None},
    Option{"--lifetime", 'L', Option::Value::Text},
    Option{"--slot", 'D', Option::Value::Text},
    Option{"--if-need-be", 'N', Option::Value::None},
    Option{"--hidden", 'Z', Option::Value::None},
    Option{"--counts", 'K', Option::Value::None},
    Option{"--deadline", 'E', Option::Value::Text},
    Option{"--yes", 'Y', Option::Value::Text},
    Option{"--maybe", 'Q', Option::Value::Text},
    Option{"--comment", 'W', Option::Value::Text},
    Option{"--csv", 'v', Option::Value::Text},
    Option{"--ics", 'I', Option::Value::Text},
};

NoCommand wrong(const QString& sentence) {
    return {NoCommand::Reason::Wrong, sentence};
}

struct Split {
    OptionWords options; ///< --profile 'p', --wait 'w', --json 'j'
    QStringList words;
    std::optional<NoCommand> instead;
};

char keyOf(const Option& option) {
    return option.letter == 'a' ? option.name[2] : option.letter;
}

Split split(const QStringList& line) {
    Split split;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QString& word = line.at(i);
        if (word == "--") {
            split.words += line.mid(i + 1);
            break;
        }
        if (word == "--help" || word == "-h" || word == "--version") {
            const bool help = word != "--version";
            split.instead =
                NoCommand{help ? NoCommand::Reason::Help : NoCommand::Reason::Version, {}};
            return split;
        }
        if (!word.startsWith('-') || word.size() == 1) {
            split.words += word;
            continue;
        }
        const auto equals = word.indexOf('=');
        const QString name = word.left(equals);
        const auto* const option = std::ranges::find_if(
            kOptions, [&](const Option& one) { return name == QLatin1String(one.name); });
        if (option == kOptions.end()) {
            split.instead = wrong(QString("There is no option %1.").arg(name));
            return split;
        }
        const bool takesValue = option->value == Option::Value::Text;
        if (takesValue && equals < 0 && i + 1 == line.size()) {
            split.instead = wrong(QString("%1 needs a value.").arg(name));
            return split;
        }
        if (!takesValue && equals >= 0) {
            split.instead = wrong(QString("%1 takes no value.").arg(name));
            return split;
        }
        const QString value =
            equals >= 0 ? word.mid(equals + 1) : (takesValue ? line.at(++i) : QString());
        split.options[keyOf(*option)] += value;
    }
    return split;
}

const Form* formOf(const QStringList& words) {
    const auto* const found = std::ranges::find_if(kForms, [&](const Form& form) {
        const QLatin1String second(form.words[1]);
        return !words.isEmpty() && words.at(0) == QLatin1String(form.words[0]) &&
               (second.isEmpty() || (words.size() > 1 && words.at(1) == second));
    });
    return found == kForms.end() ? nullptr : found;
}

std::optional<NoCommand> checkOptions(const Form& form, const Split& split) {
    for (const auto& option : kOptions) {
        if (option.letter != 'a' && split.options.contains(option.letter) &&
            QLatin1String(form.options).indexOf(QLatin1Char(option.letter)) < 0)
            return wrong(
                QString("%1 does not belong to this command.").arg(QLatin1String(option.name)));
    }
    return std::nullopt;
}

/// What options mean, checked beyond their being there.
std::optional<NoCommand> fill(Arguments& arguments, const Split& split) {
    const auto value = [&split](char letter) {
        const auto found = split.options.find(letter);
        return found == split.options.end() ? QString() : found->second.back();
    };
    arguments.profile = value('p');
    arguments.to = value('t');
    arguments.group = value('g');
    arguments.handle = value('h');
    arguments.name = value('n');
    arguments.caption = value('C');
    if (split.options.contains('H'))
        arguments.reach = Arguments::Reach::Here;
    if (split.options.contains('B')) {
        arguments.reaction = ReactionView::Mine::No;
        arguments.undo = Arguments::Undo::Yes;
        arguments.pin = TimelineEntry::Pin::Off;
    }
    arguments.output = split.options.contains('j') ? OutputForm::Json : OutputForm::Words;
    if (split.options.contains('F'))
        arguments.form = Draft::Form::Typed;
    arguments.texts = split.options.contains('l') ? TextSource::Lines : TextSource::Argument;
    if (split.options.contains('w')) {
        bool good = false;
        const double seconds = value('w').toDouble(&good);
        if (!good || seconds < 0 || seconds > 86'400)
            return wrong("--wait takes a number of seconds, at most a day.");
        arguments.wait = Milliseconds(static_cast<std::int64_t>(seconds * 1'000));
    }
    arguments.audioIn = value('i');
    arguments.audioOut = value('o');
    if (split.options.contains('r'))
        arguments.relay = RelayUse::Always;
    if (split.options.contains('S')) {
        bool good = false;
        const double seconds = value('S').toDouble(&good);
        if (!good || seconds <= 0 || seconds > 86'400)
            return wrong("--seconds takes a number of seconds, at most a day.");
        arguments.seconds = Milliseconds(static_cast<std::int64_t>(seconds * 1'000));
    }
    if (split.options.contains('U')) {
        bool good = false;
        const auto minutes = value('U').toUInt(&good);
        constexpr unsigned kYear = 525'600;
        if (!good || minutes == 0 || minutes > kYear)
            return wrong("--minutes takes a number of minutes, at most a year.");
        arguments.ends = std::chrono::minutes(minutes);
    }
    if (split.options.contains('c')) {
        bool good = false;
        arguments.count = value('c').toUInt(&good);
        if (!good || *arguments.count == 0)
            return wrong("--count takes a number of messages.");
    }
    if (arguments.profile.isEmpty())
        return wrong("--profile DIR says which profile is meant.");
    return std::nullopt;
}

/// None: it is no time that messages may live.
std::optional<Milliseconds> lifetimeOf(const QString& word) {
    if (word == "off")
        return Milliseconds(0);
    bool good = false;
    const Milliseconds lifetime = std::chrono::seconds(word.toUInt(&good));
    if (!good || lifetime < content::Settings::kLeastLifetime ||
        lifetime > content::Settings::kGreatestLifetime)
        return std::nullopt;
    return lifetime;
}

Arguments::Saying sayingOf(const Split& split) {
    if (split.options.contains('V'))
        return Arguments::Saying::Nothing;
    if (split.options.contains('A'))
        return Arguments::Saying::Accepted;
    if (split.options.contains('B'))
        return Arguments::Saying::Unverified;
    return split.words.size() > 1 ? Arguments::Saying::Same : Arguments::Saying::Nothing;
}

std::optional<QString> readPoll(Arguments& arguments, const Split& split, Milliseconds now) {
    switch (arguments.command) {
    case Command::PollCreate:
        return readPollForm(arguments.poll, split.options, now);
    case Command::PollVote:
        return readPollVote(arguments.poll, split.options, arguments.words.mid(1));
    case Command::PollExport:
        return readPollExport(arguments.poll, split.options);
    default:
        return std::nullopt;
    }
}

std::optional<NoCommand> checkTogether(const Arguments& arguments) {
    const bool to = !arguments.to.isEmpty();
    const bool group = !arguments.group.isEmpty();
    if (arguments.command == Command::Send && to == group)
        return wrong("send needs --to HANDLE or --group NAME.");
    if (arguments.command == Command::History && to && group)
        return wrong("history takes --to or --group, not both.");
    if (arguments.command == Command::Send || arguments.command == Command::Note) {
        const bool lines = arguments.texts == TextSource::Lines;
        if (lines == !arguments.words.isEmpty())
            return wrong("One TEXT, or --lines for texts from the standard input.");
    }
    if (arguments.command == Command::Timer) {
        if (to == group)
            return wrong("timer needs --to HANDLE or --group NAME.");
        if (!arguments.lifetime)
            return wrong("timer takes a number of seconds from 5 to 2419200, or off.");
    }
    if (arguments.command == Command::Verify) {
        if (!to)
            return wrong("verify needs --to HANDLE.");
        if (!arguments.words.isEmpty() && arguments.saying != Arguments::Saying::Same)
            return wrong("verify takes a NUMBER, --show, --accept or --back.");
    }
    const bool places = arguments.command == Command::Unread ||
                        arguments.command == Command::Archive ||
                        arguments.command == Command::Favourite;
    if (places && to == group)
        return wrong("unread, archive and favourite need --to HANDLE or --group NAME.");
    if (arguments.command == Command::Forward && to == group)
        return wrong("forward needs --to HANDLE or --group NAME.");
    if (arguments.command == Command::List) {
        static const QStringList kLists{"files", "links", "polls", "pins"};
        if (!kLists.contains(arguments.words.front()))
            return wrong("list takes files, links, polls or pins.");
        if (to == group)
            return wrong("list needs --to HANDLE or --group NAME.");
    }
    if (arguments.command == Command::Status && to && !arguments.words.isEmpty())
        return wrong("Others say their status themselves: status --to HANDLE shows it.");
    if (arguments.command == Command::PollCreate && to == group)
        return wrong("poll create needs --to HANDLE or --group NAME.");
    if (arguments.command == Command::PollList && to == group)
        return wrong("poll list needs --to HANDLE or --group NAME.");
    if (arguments.command == Command::FileSend && to == group)
        return wrong("file send needs --to HANDLE or --group NAME.");
    if (arguments.command == Command::Register &&
        (arguments.handle.isEmpty() || arguments.name.isEmpty()))
        return wrong("register needs --handle and --name.");
    const bool calls = arguments.command == Command::Call || arguments.command == Command::Answer;
    if (calls && arguments.audioIn.isEmpty() != arguments.audioOut.isEmpty())
        return wrong("--audio-in and --audio-out belong together.");
    if (calls && !arguments.seconds)
        return wrong("--seconds says how long to talk.");
    return std::nullopt;
}

} // namespace

Parsed parseArguments(const QStringList& line, Milliseconds now) {
    const Split parts = split(line);
    if (parts.instead)
        return *parts.instead;
    const Form* const form = formOf(parts.words);
    if (form == nullptr)
        return wrong(
            parts.words.isEmpty()
                ? QString("There is no command.")
                : QString("There is no command \"%1\".").arg(parts.words.mid(0, 2).join(' ')));
    Arguments arguments;
    arguments.command = form->command;
    arguments.words = parts.words.mid(form->words[1][0] == '\0' ? 1 : 2);
    if (arguments.words.size() < form->least)
        return wrong("Something is missing behind the command.");
    if (arguments.words.size() > form->greatest)
        return wrong(
            QString("\"%1\" is one word too many.").arg(arguments.words.at(form->greatest)));
    if (auto instead = checkOptions(*form, parts))
        return *instead;
    if (auto instead = fill(arguments, parts))
        return *instead;
    if (auto sentence = readPoll(arguments, parts, now))
        return wrong(*sentence);
    if (arguments.command == Command::Verify)
        arguments.saying = sayingOf(parts);
    if (arguments.command == Command::Timer)
        arguments.lifetime = lifetimeOf(arguments.words.front());
    if (const auto own = parts.options.find('L'); own != parts.options.end()) {
        arguments.lifetime = lifetimeOf(own->second.back());
        if (!arguments.lifetime || *arguments.lifetime == Milliseconds(0))
            return wrong("--lifetime takes a number of seconds from 5 to 2419200.");
    }
    if (auto instead = checkTogether(arguments))
        return *instead;
    return arguments;
}

} // namespace kontor::cli
