#include "tools/kontor_cli/arguments.h"

namespace kontor::cli {

QString helpText() {
    return QStringLiteral(R"(kontor-cli --profile DIR COMMAND [--json] [--wait SECONDS]

  register LINK --handle HANDLE --name NAME   a new account, or this one's once more after a crash
  send --to HANDLE TEXT                       to a person
  send --group NAME TEXT                      to a group, by its name or its number
  send ... --lines                            each line of the standard input is a message
  send ... --formatted                        *bold*, _italic_, ~strike~, `code`, "> " quotes, "- " lists,
                                              and @handle mentions a member; reply and edit, too
  send ... --lifetime SECONDS                 these disappear after 5 seconds to 4 weeks; file send and poll
                                              create, too
  note TEXT                                   to yourself
  group create NAME [HANDLE ...]
  group add NAME HANDLE ...
  group remove NAME HANDLE ...
  group leave NAME
  group accept NAME                           who was not known when this device came back may stay
  group show NAME                             its members
  group rename NAME NEWNAME                   admins only, as the three below
  group describe NAME TEXT                    an empty TEXT takes the description away
  group promote NAME HANDLE ...               makes them admins
  group demote NAME HANDLE ...                they are admins no longer
  group settings NAME                         description, lifetime of messages
  timer --to HANDLE | --group NAME SECONDS|off
                                              how long new messages live: 5 s to 4 weeks; in
                                              groups set by admins
  unread --to HANDLE | --group NAME [--back]  it looks unread until something in it is seen; back: all
                                              of it counts as seen
  archive --to HANDLE | --group NAME [--back] out of the list until a message comes
  favourite --to HANDLE | --group NAME [--back]
                                              on top of the list
  receive                                     what has not been seen yet; with --wait, waits for it
  history [--to HANDLE | --group NAME] [--count N]
  conversations
  search WORDS                                with filters: from:anna in:team has:picture|link|poll|file
                                              before:2026-11-01 after:2026-10-01
  directory [WORDS]
  start-afresh                                when the store is damaged: it is put aside, and a new
                                              one goes back into the conversations alone
  call HANDLE --seconds N                     talks, then hangs up
  answer --seconds N                          waits for a call and takes it
    [--audio-in WAV --audio-out WAV]          files instead of microphone and loudspeaker
    [--relay]                                 by relays alone
  poll create --to HANDLE | --group NAME --title TEXT --option TEXT --option TEXT ...
  poll create ... --title TEXT --slot START/END --slot START/END ...
                                              2026-11-26T10:00/2026-11-26T11:00, local or with Z or
                                              +01:00 behind each; days: 2026-11-26/2026-11-27 or one
    [--multiple] [--if-need-be]               several choices; a third answer
    [--hidden] [--counts]                     results after the closing; numbers without names
    [--deadline TIME] [--lifetime SECONDS]    it closes by itself; it disappears
  poll vote ID --yes OPTION ... [--maybe OPTION ...] [--comment TEXT]
                                              in place of an earlier vote; OPTION: a text or a slot;
                                              maybe: if need be; --option and --slot are yes, too
  poll withdraw ID                            takes a vote back
  poll close ID                               its author, or an admin when the author has left
  poll reopen ID                              its author only
  poll remind ID [TEXT]                       mentions who has not answered; its author, once a day
  poll show ID                                all of it: who said what
  poll list --to HANDLE | --group NAME [--count N]
                                              open ones first
  poll export ID [--csv FILE] [--ics FILE --slot START/END]
                                              who said what, for a spreadsheet; a slot, for a
                                              calendar; - is the standard output
  file send --to HANDLE | --group NAME PATH [--caption TEXT]
                                              a picture or another file of at most 25 MiB
  file save ID PATH                           one that was sent; waits until it has arrived
  reply ID TEXT                               ID: what receive and history call "message"
  edit ID TEXT                                an own text says something else
  revisions ID                                what it said before
  delete ID [--here]                          an own one for everybody, or any from here alone
  react ID EMOJI [--back]                     puts an emoji to it, or takes it back
  verify --to HANDLE [--show]                 the safety number: the same on both screens
  verify --to HANDLE NUMBER                   verified, if NUMBER is that
  verify --to HANDLE --back                   verified no more
  verify --to HANDLE --accept                 a changed key is good, though nobody compared it
  pin ID [--back]                             on top of its conversation, or off again
  forward ID --to HANDLE | --group NAME       says the same there
  info ID                                     who has an own one, and who has read it
  status [available|busy|away|none] [TEXT] [--minutes N]
                                              what you say of yourself, for so long
  status [--to HANDLE]                        what you, or somebody else, says
  name NAME                                   you are called otherwise
  avatar FILE|none                            your picture: JPEG, PNG or WebP of at most 24 KiB
  list files|links|polls|pins --to HANDLE | --group NAME [--count N]

  --profile DIR     the folder of the account
  --json            one JSON object a line
  --wait SECONDS    how long to wait for the server (10)
  --help, --version

What receive and history print counts as seen. send ends when the server has the message; when it
cannot be reached in time the message stays in the profile and goes out at the next opportunity.

Exit codes: 0 done; 1 refused by the other side; 2 wrong usage; 3 not reachable; 4 this computer
(profile in use, disk, wrong key).
)");
}

} // namespace kontor::cli
