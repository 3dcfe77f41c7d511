#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/number.h"
#include "core/account_values.h"

#include <QDate>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

/// Polls as they cross between the core and whoever shows them: what is asked, what it stands at,
/// the table of who said what. docs/polls.md.
namespace kontor {

/// When something could take place: an option of a poll for dates.
struct PollSlot {
    enum class Kind : std::uint8_t {
        Times, ///< from a moment to a moment, the same everywhere: shown in the reader's time zone
        Days,  ///< whole days of the calendar: the same dates wherever the reader is
    } kind = Kind::Times;
    Milliseconds start{0}, end{0}; ///< Times: whole minutes; the end is later than the start
    QDate firstDay{}, lastDay{};   ///< Days: both are part of it; one day: the same twice
    friend bool operator==(const PollSlot&, const PollSlot&) = default;
};

/// What somebody says to an option.
enum class PollAnswer : std::uint8_t { No, Yes, IfNeedBe };

/// A poll as it stands now: what the log has, and oneself's vote on its way. Light however many
/// take part: of people it names the first few alone; all of them are in PollTable.
struct PollView {
    using OptionNumber = std::uint32_t;
    static constexpr std::size_t kNamed = 8; ///< so many people at most in each list of persons

    struct Option {
        OptionNumber number = 0;    ///< what a vote names
        QString text;               ///< empty: it is a slot
        std::vector<Person> voters; ///< the first of those who said yes; none where names are not
                                    ///< shown
        std::optional<PollSlot> slot{};
        std::int32_t yes = 0;
        std::int32_t ifNeedBe = 0;
        friend bool operator==(const Option&, const Option&) = default;
    };
    /// What one has answered oneself.
    struct Vote {
        std::vector<OptionNumber> yes;
        std::vector<OptionNumber> ifNeedBe;
        QString comment{};
        friend bool operator==(const Vote&, const Vote&) = default;
    };
    MessageRow row; ///< of the poll's message
    QString id;     ///< the same on every device
    QString title;
    enum class Choices : std::uint8_t { One, Several } choices = Choices::One;
    enum class Third : std::uint8_t { None, Offered } third = Third::None; ///< "if need be"
    enum class Names : std::uint8_t { Shown, Counted } names = Names::Shown;
    enum class Results : std::uint8_t { Always, AfterClosing } results = Results::Always;
    enum class State : std::uint8_t { Open, Closed } state = State::Open;
    Milliseconds deadline{0}; ///< 0: none
    /// What came of it is known here: `yes`, `ifNeedBe`, `voters` and `winners` say it.
    /// AfterClosing it is so for its author, and for everybody once a closing has told it.
    enum class Outcome : std::uint8_t { Known, Hidden } outcome = Outcome::Known;
    std::vector<Option> options;
    /// With the most votes, those of "if need be" deciding among equals; several when they tie.
    std::vector<OptionNumber> winners;
    std::int32_t answered = 0;      ///< people whose vote counts
    std::int32_t silent = 0;        ///< members now who have not answered
    std::vector<Person> unanswered; ///< the first of those
    std::optional<Vote> vote;       ///< one's own that counts
    /// One's own newest vote while the log does not have it yet; without options: taken back.
    std::optional<Vote> pending;
    /// Who told of it, where it was asked before oneself was here.
    std::optional<Person> toldBy;
    /// Oneself was out of the group for a while and nobody has told of it since: how it went on is
    /// not known.
    bool untold = false;
    bool cameTooLate = false; ///< one's own newest vote came after the closing
    bool mayVote = false;     ///< also not once its deadline has passed by this device's clock
    bool mayClose = false;    ///< its author; an admin where the author is no member any more
    bool mayReopen = false;
    bool mayRemind = false; ///< its author, at most once a day
    friend bool operator==(const PollView&, const PollView&) = default;
};

/// What is to be asked: options of text, or slots; never both.
struct PollForm {
    QString title;
    QStringList options;
    PollView::Choices choices = PollView::Choices::One;
    std::vector<PollSlot> dates{};
    PollView::Third third = PollView::Third::None;
    PollView::Names names = PollView::Names::Shown;
    PollView::Results results = PollView::Results::Always;
    Milliseconds deadline{0}; ///< 0: none
    Milliseconds lifetime{0}; ///< as in Draft
};

/// One's answer, in place of an earlier one; without options that one is taken back.
struct VoteForm {
    MessageRow poll;
    PollView::Vote vote;
};

/// Who said what: all of it. For the matrix and for files.
struct PollTable {
    struct Line {
        Person person;
        std::vector<PollAnswer> answers; ///< one for each option of the poll; empty: none yet
        QString comment;
    };
    PollView poll;
    std::vector<Line> lines; ///< who answered, in the order of the votes; none where names are not
                             ///< shown or the outcome is hidden
    std::vector<Person> silent; ///< members now who have not answered, by name
};

} // namespace kontor
