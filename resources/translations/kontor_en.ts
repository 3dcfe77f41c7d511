<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ArchivedRow</name>
    <message numerus="yes">
        <source>Archived (%n)</source>
        <translation>
            <numerusform>Archived (%n)</numerusform>
            <numerusform>Archived (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message numerus="yes">
        <source>%n emoji found</source>
        <translation>
            <numerusform>%n emoji found</numerusform>
            <numerusform>%n emoji found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewestButton</name>
    <message numerus="yes">
        <source>Go to %n new message(s)</source>
        <translation>
            <numerusform>Go to %n new message</numerusform>
            <numerusform>Go to %n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::ConnectionViewModel</name>
    <message numerus="yes">
        <source>%1 Next try in %n s.</source>
        <translation>
            <numerusform>%1 Next try in %n s.</numerusform>
            <numerusform>%1 Next try in %n s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::ConversationViewModel</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::EntryText</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::ErrorText</name>
    <message numerus="yes">
        <source>Use up to %n of these: a to z, digits, dot, hyphen, underscore.</source>
        <translation>
            <numerusform>Use one of these: a to z, digits, dot, hyphen, underscore.</numerusform>
            <numerusform>Use up to %n of these: a to z, digits, dot, hyphen, underscore.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Please enter a name of up to %n letter(s).</source>
        <translation>
            <numerusform>Please enter a name of %n letter.</numerusform>
            <numerusform>Please enter a name of up to %n letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The group is full: it can have %n member(s).</source>
        <translation>
            <numerusform>The group is full: it can have %n member.</numerusform>
            <numerusform>The group is full: it can have %n members.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::ForwardViewModel</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::LifetimeText</name>
    <message numerus="yes">
        <source>%n week(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::NotificationText</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <comment>in so many</comment>
        <translation>
            <numerusform>%n conversation</numerusform>
            <numerusform>%n conversations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::PictureDraftViewModel</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>pictures to be sent</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more could not be taken.</source>
        <comment>files</comment>
        <translation>
            <numerusform>%n more could not be taken.</numerusform>
            <numerusform>%n more could not be taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::PollCardModel</name>
    <message numerus="yes">
        <source>All %n in the table</source>
        <translation>
            <numerusform>All %n in the table</numerusform>
            <numerusform>All %n in the table</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::PollText</name>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n vote</numerusform>
            <numerusform>%n votes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) if need be</source>
        <translation>
            <numerusform>once if need be</numerusform>
            <numerusform>%n times if need be</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::SearchViewModel</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
</TS>
