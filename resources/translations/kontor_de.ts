<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AddButton</name>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
</context>
<context>
    <name>AddMenu</name>
    <message>
        <source>Poll</source>
        <translation>Umfrage</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Disappearing message</source>
        <translation>Verschwindende Nachricht</translation>
    </message>
</context>
<context>
    <name>AddPeople</name>
    <message>
        <source>Add people</source>
        <translation>Personen hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>ArchivePage</name>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
</context>
<context>
    <name>ArchivedRow</name>
    <message numerus="yes">
        <source>Archived (%n)</source>
        <translation>
            <numerusform>Archiviert (%n)</numerusform>
            <numerusform>Archiviert (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BubbleFoot</name>
    <message>
        <source>%1 ·</source>
        <extracomment>edited; the time of day follows</extracomment>
        <translation>%1 ·</translation>
    </message>
</context>
<context>
    <name>BusyDots</name>
    <message>
        <source>One moment …</source>
        <translation>Einen Moment …</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Previous month</source>
        <translation>Voriger Monat</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
</context>
<context>
    <name>CalendarDay</name>
    <message>
        <source>%1, chosen</source>
        <comment>a day</comment>
        <translation>%1, gewählt</translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>Back to the call with %1, %2</source>
        <translation>Zurück zum Anruf mit %1, %2</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>CallLine</name>
    <message>
        <source>Call back</source>
        <translation>Zurückrufen</translation>
    </message>
</context>
<context>
    <name>CallScreen</name>
    <message>
        <source>Call with %1</source>
        <translation>Anruf mit %1</translation>
    </message>
    <message>
        <source>Back to the messages</source>
        <translation>Zurück zu den Nachrichten</translation>
    </message>
    <message>
        <source>Read them to each other: the same words on both sides mean that nobody listens in.</source>
        <translation>Lest sie euch vor: Stehen auf beiden Seiten dieselben Wörter, hört niemand mit.</translation>
    </message>
    <message>
        <source>Switch the microphone on</source>
        <translation>Mikrofon einschalten</translation>
    </message>
    <message>
        <source>Switch the microphone off</source>
        <translation>Mikrofon ausschalten</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>CallSettings</name>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Always by your company’s relay</source>
        <translation>Immer über das Relay eurer Firma</translation>
    </message>
    <message>
        <source>Then whoever you speak with does not learn your network address.</source>
        <translation>Dann erfährt dein Gegenüber deine Netzwerkadresse nicht.</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Emoji suggestions</source>
        <translation>Vorschläge für Emoji</translation>
    </message>
    <message>
        <source>People to mention</source>
        <translation>Personen zum Erwähnen</translation>
    </message>
</context>
<context>
    <name>ComposerAbout</name>
    <message>
        <source>Edit message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Do not edit</source>
        <translation>Nicht bearbeiten</translation>
    </message>
    <message>
        <source>Do not reply</source>
        <translation>Nicht antworten</translation>
    </message>
</context>
<context>
    <name>ComposerHint</name>
    <message>
        <source>Note to myself</source>
        <translation>Notiz an mich</translation>
    </message>
    <message>
        <source>Message to %1</source>
        <translation>Nachricht an %1</translation>
    </message>
</context>
<context>
    <name>ComposerLife</name>
    <message>
        <source>This message disappears after %1</source>
        <translation>Diese Nachricht verschwindet nach %1</translation>
    </message>
    <message>
        <source>As the conversation has it</source>
        <translation>Wie in der Unterhaltung</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ConnectionBar</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
    <message>
        <source>Compare this number with the one that %1 sees: in person or in a call, not in a message.</source>
        <translation>Vergleiche diese Nummer mit der, die %1 sieht: persönlich oder in einem Anruf, nicht in einer Nachricht.</translation>
    </message>
    <message>
        <source>%1 has no computer yet.</source>
        <translation>%1 hat noch keinen Computer.</translation>
    </message>
    <message>
        <source>The security key of %1 has changed.</source>
        <translation>Der Sicherheitsschlüssel von %1 hat sich geändert.</translation>
    </message>
    <message>
        <source>Verified in person</source>
        <translation>Persönlich überprüft</translation>
    </message>
    <message>
        <source>No longer verified</source>
        <translation>Nicht mehr überprüft</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>Nummer kopieren</translation>
    </message>
    <message>
        <source>Mark as verified</source>
        <translation>Als überprüft markieren</translation>
    </message>
</context>
<context>
    <name>ConversationCard</name>
    <message>
        <source>Verified in person</source>
        <translation>Persönlich überprüft</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht überprüft</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Überprüft</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details einblenden</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>%1 anrufen</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>You have no conversations yet.</source>
        <translation>Du hast noch keine Unterhaltungen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>The archive is empty.</source>
        <translation>Das Archiv ist leer.</translation>
    </message>
    <message>
        <source>All your conversations are in the archive.</source>
        <translation>Alle deine Unterhaltungen sind im Archiv.</translation>
    </message>
</context>
<context>
    <name>ConversationMenu</name>
    <message>
        <source>Options of the conversation</source>
        <translation>Möglichkeiten für die Unterhaltung</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück in die Liste</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
</context>
<context>
    <name>CountBadge</name>
    <message>
        <source>99+</source>
        <translation>99+</translation>
    </message>
    <message>
        <source>@ %1</source>
        <extracomment>something unread names oneself; how many are unread</extracomment>
        <translation>@ %1</translation>
    </message>
</context>
<context>
    <name>DaySheet</name>
    <message>
        <source>Go to a day</source>
        <translation>Zu einem Tag</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>%1 can read what was written until now, but nothing that follows.</source>
        <translation>%1 kann lesen, was bis jetzt geschrieben wurde, aber nichts, was danach kommt.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add people</source>
        <translation>Personen hinzufügen</translation>
    </message>
    <message>
        <source>Leave group</source>
        <translation>Gruppe verlassen</translation>
    </message>
    <message>
        <source>Leave “%1”?</source>
        <translation>„%1“ verlassen?</translation>
    </message>
    <message>
        <source>You will get no more messages from this group. Only a member can add you again.</source>
        <translation>Du bekommst keine Nachrichten aus dieser Gruppe mehr. Nur ein Mitglied kann dich wieder hinzufügen.</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Give up being an admin?</source>
        <translation>Nicht mehr Admin sein?</translation>
    </message>
    <message>
        <source>Only another admin can make you one again.</source>
        <translation>Nur ein anderer Admin kann dich wieder dazu machen.</translation>
    </message>
    <message>
        <source>No longer admin</source>
        <translation>Nicht mehr Admin</translation>
    </message>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <source>Drop to send</source>
        <translation>Zum Senden loslassen</translation>
    </message>
</context>
<context>
    <name>EarlierTexts</name>
    <message>
        <source>What it said before</source>
        <translation>Was vorher dort stand</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>EditGroupButton</name>
    <message>
        <source>Edit name and description</source>
        <translation>Name und Beschreibung ändern</translation>
    </message>
</context>
<context>
    <name>EmojiButton</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
</context>
<context>
    <name>EmojiGrid</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
</context>
<context>
    <name>EmojiGroups</name>
    <message>
        <source>Groups of emoji</source>
        <translation>Gruppen der Emoji</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>Skin tone</source>
        <translation>Hautfarbe</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>Emoji suchen</translation>
    </message>
    <message>
        <source>Skin tone: %1</source>
        <translation>Hautfarbe: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n emoji found</source>
        <translation>
            <numerusform>%n Emoji gefunden</numerusform>
            <numerusform>%n Emoji gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForwardDialog</name>
    <message>
        <source>Forward</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Unterhaltungen suchen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>No conversation is called “%1”.</source>
        <translation>Keine Unterhaltung heißt „%1“.</translation>
    </message>
    <message>
        <source>There is no conversation that you may write in.</source>
        <translation>Es gibt keine Unterhaltung, in der du schreiben darfst.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>GroupEditor</name>
    <message>
        <source>Name and description</source>
        <translation>Name und Beschreibung</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
</context>
<context>
    <name>IncomingCall</name>
    <message>
        <source>Decline (Ctrl+Shift+D)</source>
        <translation>Ablehnen (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Accept (Ctrl+Shift+A)</source>
        <translation>Annehmen (Strg+Umschalt+A)</translation>
    </message>
</context>
<context>
    <name>KeyChangedCard</name>
    <message>
        <source>The security key of %1 has changed</source>
        <translation>Der Sicherheitsschlüssel von %1 hat sich geändert</translation>
    </message>
    <message>
        <source>Maybe %1 has a new computer. Ask in another way before you go on. Nothing is sent until then.</source>
        <translation>Vielleicht hat %1 einen neuen Computer. Frag auf anderem Weg, bevor du weiterschreibst. Bis dahin wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Compare numbers</source>
        <translation>Nummern vergleichen</translation>
    </message>
    <message>
        <source>Trust %1</source>
        <translation>%1 vertrauen</translation>
    </message>
</context>
<context>
    <name>LeaveRow</name>
    <message>
        <source>Leave group</source>
        <translation>Gruppe verlassen</translation>
    </message>
</context>
<context>
    <name>LifeMenu</name>
    <message>
        <source>This message disappears after</source>
        <translation>Diese Nachricht verschwindet nach</translation>
    </message>
</context>
<context>
    <name>LifeSign</name>
    <message>
        <source>%1 ·</source>
        <extracomment>what is left of a message&apos;s life; its time of day follows</extracomment>
        <translation>%1 ·</translation>
    </message>
</context>
<context>
    <name>LifetimePage</name>
    <message>
        <source>Disappear after</source>
        <translation>Verschwinden nach</translation>
    </message>
    <message>
        <source>For messages that are written from now on. Older messages keep their time.</source>
        <translation>Für Nachrichten, die ab jetzt geschrieben werden. Ältere Nachrichten behalten ihre Zeit.</translation>
    </message>
    <message>
        <source>What you choose is for messages that are written from now on.</source>
        <translation>Was du wählst, gilt für Nachrichten, die ab jetzt geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>LifetimeRow</name>
    <message>
        <source>Disappear after</source>
        <translation>Verschwinden nach</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>setting, value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ListEntries</name>
    <message>
        <source>Pinned messages</source>
        <translation>Angeheftete Nachrichten</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>Bilder und Dateien</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>Umfragen</translation>
    </message>
    <message>
        <source>Go to a day</source>
        <translation>Zu einem Tag</translation>
    </message>
</context>
<context>
    <name>ListingPage</name>
    <message>
        <source>Pinned messages</source>
        <translation>Angeheftete Nachrichten</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>Bilder und Dateien</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>Umfragen</translation>
    </message>
    <message>
        <source>Nothing is pinned here.</source>
        <translation>Hier ist nichts angeheftet.</translation>
    </message>
    <message>
        <source>There are no pictures or files here yet.</source>
        <translation>Hier gibt es noch keine Bilder oder Dateien.</translation>
    </message>
    <message>
        <source>There are no links here yet.</source>
        <translation>Hier gibt es noch keine Links.</translation>
    </message>
    <message>
        <source>There are no polls here yet.</source>
        <translation>Hier gibt es noch keine Umfragen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>LooksSettings</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 – Kontor</source>
        <translation>%1 – Kontor</translation>
    </message>
    <message>
        <source>Kontor</source>
        <translation>Kontor</translation>
    </message>
    <message>
        <source>You are in a call</source>
        <translation>Du bist in einem Gespräch</translation>
    </message>
    <message>
        <source>If you quit now, the call with %1 ends.</source>
        <translation>Wenn du Kontor jetzt beendest, endet das Gespräch mit %1.</translation>
    </message>
    <message>
        <source>Hang up and quit</source>
        <translation>Auflegen und beenden</translation>
    </message>
    <message>
        <source>Keep Kontor running?</source>
        <translation>Kontor weiterlaufen lassen?</translation>
    </message>
    <message>
        <source>Then you hear of new messages while the window is closed. You find Kontor in the panel of your desktop, and this choice in the settings.</source>
        <translation>Dann erfährst du auch bei geschlossenem Fenster von neuen Nachrichten. Du findest Kontor in der Leiste deines Desktops und diese Wahl in den Einstellungen.</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>MemberMenu</name>
    <message>
        <source>Make admin</source>
        <translation>Zum Admin machen</translation>
    </message>
    <message>
        <source>No longer admin</source>
        <translation>Nicht mehr Admin</translation>
    </message>
    <message>
        <source>Remove from group</source>
        <translation>Aus der Gruppe entfernen</translation>
    </message>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Options for %1</source>
        <translation>Optionen für %1</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Gefällt mir</translation>
    </message>
    <message>
        <source>React</source>
        <translation>Reagieren</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
</context>
<context>
    <name>MessageDoings</name>
    <message>
        <source>Delete for everyone?</source>
        <translation>Für alle löschen?</translation>
    </message>
    <message>
        <source>The message goes from all devices. Its place stays and says so.</source>
        <translation>Die Nachricht verschwindet von allen Geräten. Ihr Platz bleibt und sagt es.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>MessageInfo</name>
    <message>
        <source>Message info</source>
        <translation>Über diese Nachricht</translation>
    </message>
    <message>
        <source>You have turned off read receipts: who has read it is not told.</source>
        <translation>Du hast Lesebestätigungen ausgeschaltet: Wer sie gelesen hat, wird nicht angezeigt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>What it said before</source>
        <translation>Was vorher dort stand</translation>
    </message>
    <message>
        <source>Delete for me</source>
        <translation>Für mich löschen</translation>
    </message>
    <message>
        <source>Delete for everyone</source>
        <translation>Für alle löschen</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Nicht mehr anheften</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
</context>
<context>
    <name>MuteMenu</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Turn on again</source>
        <translation>Wieder einschalten</translation>
    </message>
    <message>
        <source>Mute for 1 hour</source>
        <translation>1 Stunde stumm</translation>
    </message>
    <message>
        <source>Mute for 8 hours</source>
        <translation>8 Stunden stumm</translation>
    </message>
    <message>
        <source>Mute until tomorrow</source>
        <translation>Bis morgen stumm</translation>
    </message>
    <message>
        <source>Mute always</source>
        <translation>Immer stumm</translation>
    </message>
</context>
<context>
    <name>MuteRow</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>setting: value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>NewConversation</name>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Notes to myself</source>
        <translation>Notizen an mich</translation>
    </message>
</context>
<context>
    <name>NewGroup</name>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Gruppe erstellen</translation>
    </message>
</context>
<context>
    <name>NewestButton</name>
    <message numerus="yes">
        <source>Go to %n new message(s)</source>
        <translation>
            <numerusform>Zu %n neuen Nachricht</numerusform>
            <numerusform>Zu %n neuen Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>messages</comment>
        <translation>
            <numerusform>%n neue</numerusform>
            <numerusform>%n neue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotSent</name>
    <message>
        <source>Not sent. %1</source>
        <translation>Nicht gesendet. %1</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>NothingOpen</name>
    <message>
        <source>Choose a conversation on the left, or start a new one.</source>
        <translation>Wähle links eine Unterhaltung oder beginne eine neue.</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>What you write to each other will stand here.</source>
        <translation>Hier wird stehen, was ihr einander schreibt.</translation>
    </message>
</context>
<context>
    <name>NothingSaid</name>
    <message>
        <source>What you write here only you can read.</source>
        <translation>Was du hier schreibst, kannst nur du lesen.</translation>
    </message>
    <message>
        <source>Only the people in this conversation can read what is written here. Write the first message.</source>
        <translation>Nur die Personen in dieser Unterhaltung können lesen, was hier geschrieben wird. Schreib die erste Nachricht.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>NotificationSettings</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Tell about new messages</source>
        <translation>Neue Nachrichten melden</translation>
    </message>
    <message>
        <source>A notification shows</source>
        <translation>Eine Benachrichtigung zeigt</translation>
    </message>
    <message>
        <source>Name and message</source>
        <translation>Name und Nachricht</translation>
    </message>
    <message>
        <source>Name only</source>
        <translation>Nur den Namen</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Keins von beiden</translation>
    </message>
    <message>
        <source>With a sound</source>
        <translation>Mit einem Ton</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>Weiterlaufen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Also in muted conversations when I am mentioned</source>
        <translation>Auch in stummen Unterhaltungen, wenn ich erwähnt werde</translation>
    </message>
</context>
<context>
    <name>OpenFailed</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Start afresh?</source>
        <translation>Neu anfangen?</translation>
    </message>
    <message>
        <source>Kontor makes a new file and goes back into your groups by itself. What was written so far is not shown on this computer any more. The damaged file is kept beside the new one.</source>
        <translation>Kontor legt eine neue Datei an und kehrt von selbst in deine Gruppen zurück. Was bisher geschrieben wurde, zeigt dieser Computer dann nicht mehr. Die beschädigte Datei bleibt neben der neuen liegen.</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>If it stays damaged, you can start afresh: you keep your account and your groups.</source>
        <translation>Bleibt sie beschädigt, kannst du neu anfangen: Dein Konto und deine Gruppen behältst du.</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Your messages are being opened. If the keychain of this computer asks for its password, please enter it.</source>
        <translation>Deine Nachrichten werden geöffnet. Wenn der Schlüsselbund dieses Computers nach seinem Kennwort fragt, gib es bitte ein.</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>Name or handle</source>
        <translation>Name oder Kürzel</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Nobody is called “%1”.</source>
        <translation>Niemand heißt „%1“.</translation>
    </message>
    <message>
        <source>There is nobody else here yet.</source>
        <translation>Hier ist noch niemand außer dir.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1 · %2</source>
        <comment>handle, status</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>PickedChip</name>
    <message>
        <source>%1, picked: take away</source>
        <translation>%1, ausgewählt: entfernen</translation>
    </message>
</context>
<context>
    <name>PictureButtons</name>
    <message>
        <source>Change picture</source>
        <translation>Bild ändern</translation>
    </message>
    <message>
        <source>Choose picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Remove picture</source>
        <translation>Bild entfernen</translation>
    </message>
</context>
<context>
    <name>PicturePreview</name>
    <message>
        <source>Picture to be sent: %1, %2</source>
        <translation>Bild zum Senden: %1, %2</translation>
    </message>
    <message>
        <source>Picture to be sent</source>
        <translation>Bild zum Senden</translation>
    </message>
    <message>
        <source>Discard picture</source>
        <translation>Bild verwerfen</translation>
    </message>
</context>
<context>
    <name>PictureSign</name>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
</context>
<context>
    <name>PictureStage</name>
    <message>
        <source>Picture from %1</source>
        <translation>Bild von %1</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>Picture from %1</source>
        <translation>Bild von %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>PictureViewerBar</name>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message>
        <source>%1: %2</source>
        <comment>sender: words</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Pinned, %1 of %2: %3</source>
        <translation>Angeheftet, %1 von %2: %3</translation>
    </message>
    <message>
        <source>Pinned: %1</source>
        <translation>Angeheftet: %1</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <comment>position, count</comment>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>PollActions</name>
    <message>
        <source>Close poll</source>
        <translation>Umfrage schließen</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Erinnern</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Nochmals fragen</translation>
    </message>
</context>
<context>
    <name>PollCard</name>
    <message>
        <source>Your vote came too late.</source>
        <translation>Deine Stimme kam zu spät.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>who has answered, time</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
<context>
    <name>PollChoices</name>
    <message>
        <source>Several answers</source>
        <translation>Mehrere Antworten</translation>
    </message>
    <message>
        <source>Offer “if need be”</source>
        <translation>„Wenn nötig“ anbieten</translation>
    </message>
    <message>
        <source>Result only after closing</source>
        <translation>Ergebnis erst nach dem Schließen</translation>
    </message>
    <message>
        <source>As the author you see the answers. The others see them once you close the poll.</source>
        <translation>Du siehst die Antworten, weil du fragst. Die anderen sehen sie, sobald du die Umfrage schließt.</translation>
    </message>
    <message>
        <source>Show names</source>
        <translation>Namen zeigen</translation>
    </message>
</context>
<context>
    <name>PollComment</name>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Enter sends it with your vote.</source>
        <translation>Die Eingabetaste schickt ihn mit deiner Antwort.</translation>
    </message>
    <message>
        <source>Add a comment</source>
        <translation>Kommentar hinzufügen</translation>
    </message>
</context>
<context>
    <name>PollDateRow</name>
    <message>
        <source>%1, change</source>
        <comment>a date</comment>
        <translation>%1, ändern</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <comment>a date</comment>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>PollDates</name>
    <message>
        <source>Dates</source>
        <translation>Termine</translation>
    </message>
    <message>
        <source>Add date</source>
        <translation>Termin hinzufügen</translation>
    </message>
    <message>
        <source>+ Add date</source>
        <extracomment>the sign means one more</extracomment>
        <translation>+ Termin hinzufügen</translation>
    </message>
</context>
<context>
    <name>PollDeadline</name>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Ends: %1</source>
        <translation>Endet: %1</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>In a week</source>
        <translation>In einer Woche</translation>
    </message>
    <message>
        <source>At a time</source>
        <translation>Zu einer Zeit</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
</context>
<context>
    <name>PollEditor</name>
    <message>
        <source>New poll</source>
        <translation>Neue Umfrage</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Send poll</source>
        <translation>Umfrage senden</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Deine Frage</translation>
    </message>
    <message>
        <source>What is to be chosen</source>
        <translation>Was zur Wahl steht</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Termine</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>This poll disappears after %1</source>
        <translation>Diese Umfrage verschwindet nach %1</translation>
    </message>
</context>
<context>
    <name>PollMatrix</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PollMatrixButtons</name>
    <message>
        <source>Close poll</source>
        <translation>Umfrage schließen</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>CSV</source>
        <extracomment>the kind of file</extracomment>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Save the table as a CSV file</source>
        <translation>Die Tabelle als CSV-Datei speichern</translation>
    </message>
    <message>
        <source>To the calendar</source>
        <translation>In den Kalender</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Nochmals fragen</translation>
    </message>
</context>
<context>
    <name>PollMatrixSilent</name>
    <message>
        <source>%1: no answer yet</source>
        <comment>who</comment>
        <translation>%1: noch keine Antwort</translation>
    </message>
    <message>
        <source>no answer yet ·</source>
        <translation>noch keine Antwort ·</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>remind</source>
        <translation>erinnern</translation>
    </message>
</context>
<context>
    <name>PollMatrixTable</name>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
</context>
<context>
    <name>PollOptionsEditor</name>
    <message>
        <source>Options</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Option %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>Remove option %1</source>
        <translation>Antwort %1 entfernen</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>What others learn</source>
        <translation>Was andere erfahren</translation>
    </message>
    <message>
        <source>Say what I have read</source>
        <translation>Sagen, was ich gelesen habe</translation>
    </message>
    <message>
        <source>Without this you do not see either whether others have read your messages.</source>
        <translation>Ohne das siehst du auch nicht, ob andere deine Nachrichten gelesen haben.</translation>
    </message>
    <message>
        <source>Say when I am typing</source>
        <translation>Sagen, wenn ich schreibe</translation>
    </message>
    <message>
        <source>Without this you do not see either when others are typing.</source>
        <translation>Ohne das siehst du auch nicht, wenn andere schreiben.</translation>
    </message>
</context>
<context>
    <name>ProfileButton</name>
    <message>
        <source>%1, %2: change status</source>
        <translation>%1, %2: Status ändern</translation>
    </message>
    <message>
        <source>%1: set status</source>
        <translation>%1: Status setzen</translation>
    </message>
</context>
<context>
    <name>ProfileCard</name>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Save name</source>
        <translation>Namen speichern</translation>
    </message>
    <message>
        <source>Change status</source>
        <translation>Status ändern</translation>
    </message>
    <message>
        <source>Set a status</source>
        <translation>Status setzen</translation>
    </message>
</context>
<context>
    <name>QuoteBox</name>
    <message>
        <source>Answer to %1: %2</source>
        <translation>Antwort auf %1: %2</translation>
    </message>
</context>
<context>
    <name>ReactionChips</name>
    <message>
        <source>Reactions</source>
        <translation>Reaktionen</translation>
    </message>
</context>
<context>
    <name>ReaderList</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the search field</source>
        <translation>Suchfeld leeren</translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message>
        <source>Search filters</source>
        <translation>Suchfilter</translation>
    </message>
</context>
<context>
    <name>SearchHits</name>
    <message>
        <source>Nothing was found for “%1”.</source>
        <translation>Zu „%1“ wurde nichts gefunden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Separators</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Close settings</source>
        <translation>Einstellungen schließen</translation>
    </message>
    <message>
        <source>Your messages on this computer</source>
        <translation>Deine Nachrichten auf diesem Computer</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über Kontor</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <translation>Strg K</translation>
    </message>
</context>
<context>
    <name>SlotSheet</name>
    <message>
        <source>Change date</source>
        <translation>Termin ändern</translation>
    </message>
    <message>
        <source>Add date</source>
        <translation>Termin hinzufügen</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>Ganztägig</translation>
    </message>
    <message>
        <source>Which day the calendar changes</source>
        <translation>Welchen Tag der Kalender ändert</translation>
    </message>
    <message>
        <source>From %1</source>
        <extracomment>a date</extracomment>
        <translation>Von %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <extracomment>a date</extracomment>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>StatusForm</name>
    <message>
        <source>The others see: %1</source>
        <translation>Die anderen sehen: %1</translation>
    </message>
    <message>
        <source>Whether you can be reached</source>
        <translation>Ob du erreichbar bist</translation>
    </message>
    <message>
        <source>Say nothing</source>
        <translation>Nichts sagen</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Erreichbar</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Status line</source>
        <translation>Statuszeile</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>When it ends by itself</source>
        <translation>Wann es von selbst endet</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>Kein Ende</translation>
    </message>
    <message>
        <source>30 minutes</source>
        <translation>30 Minuten</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>4 hours</source>
        <translation>4 Stunden</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>At a time</source>
        <translation>Zu einer Uhrzeit</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Save status</source>
        <translation>Status speichern</translation>
    </message>
    <message>
        <source>Remove status</source>
        <translation>Status entfernen</translation>
    </message>
</context>
<context>
    <name>StatusSheet</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>StrangersCard</name>
    <message>
        <source>New members while this computer was away</source>
        <translation>Neue Mitglieder, während dieser Computer nicht folgen konnte</translation>
    </message>
    <message>
        <source>%1: not known as members here before. Nothing is sent until you accept that or they are removed.</source>
        <translation>%1: bisher hier nicht als Mitglied bekannt. Gesendet wird erst, wenn du zustimmst oder sie entfernt wurden.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Zustimmen</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome to Kontor</source>
        <translation>Willkommen bei Kontor</translation>
    </message>
    <message>
        <source>Paste the invite link that you got from your company.</source>
        <translation>Füge den Einladungslink ein, den du von deiner Firma bekommen hast.</translation>
    </message>
    <message>
        <source>Invite link</source>
        <translation>Einladungslink</translation>
    </message>
    <message>
        <source>%1, connection checked</source>
        <translation>%1, Verbindung geprüft</translation>
    </message>
    <message>
        <source>Checking the link …</source>
        <translation>Der Link wird geprüft …</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Colleagues find you by it. It cannot be changed later.</source>
        <translation>Daran erkennen dich andere. Es lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Get started</source>
        <translation>Loslegen</translation>
    </message>
    <message>
        <source>Check the link</source>
        <translation>Link prüfen</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
</context>
<context>
    <name>kontor::AccountViewModel</name>
    <message>
        <source>Your messages are stored encrypted. The key lies in the keychain of this computer.</source>
        <translation>Deine Nachrichten sind verschlüsselt gespeichert. Der Schlüssel liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>Your messages are stored encrypted. The key lies in a file of your profile that only your user account can read. Whoever copies your whole profile can read your messages.</source>
        <translation>Deine Nachrichten sind verschlüsselt gespeichert. Der Schlüssel liegt in einer Datei deines Profils, die nur dein Benutzerkonto lesen kann. Wer dein ganzes Profil kopiert, kann deine Nachrichten lesen.</translation>
    </message>
</context>
<context>
    <name>kontor::Application</name>
    <message>
        <source>%1: %2</source>
        <comment>sender: words</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>kontor::AvatarPicker</name>
    <message>
        <source>This file cannot be shown as a picture. Please choose a JPEG, PNG or WebP.</source>
        <translation>Diese Datei lässt sich nicht als Bild zeigen. Bitte wähle ein JPEG, PNG oder WebP.</translation>
    </message>
</context>
<context>
    <name>kontor::BackgroundViewModel</name>
    <message>
        <source>Kontor: new messages</source>
        <translation>Kontor: neue Nachrichten</translation>
    </message>
    <message>
        <source>Kontor</source>
        <translation>Kontor</translation>
    </message>
    <message>
        <source>Open Kontor</source>
        <translation>Kontor öffnen</translation>
    </message>
    <message>
        <source>Quit Kontor</source>
        <translation>Kontor beenden</translation>
    </message>
</context>
<context>
    <name>kontor::CallViewModel</name>
    <message>
        <source>Voice call · verified</source>
        <translation>Sprachanruf · überprüft</translation>
    </message>
    <message>
        <source>Voice call · not verified</source>
        <translation>Sprachanruf · nicht überprüft</translation>
    </message>
    <message>
        <source>End-to-end encrypted, verified</source>
        <translation>Ende-zu-Ende-verschlüsselt, überprüft</translation>
    </message>
    <message>
        <source>End-to-end encrypted, not verified</source>
        <translation>Ende-zu-Ende-verschlüsselt, nicht überprüft</translation>
    </message>
    <message>
        <source>Calling …</source>
        <translation>Ruft an …</translation>
    </message>
    <message>
        <source>%1 is calling</source>
        <translation>%1 ruft an</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>%1 · weak connection</source>
        <translation>%1 · schwache Verbindung</translation>
    </message>
    <message>
        <source>%1 · interrupted</source>
        <translation>%1 · unterbrochen</translation>
    </message>
    <message>
        <source>%1 · good connection</source>
        <translation>%1 · gute Verbindung</translation>
    </message>
    <message>
        <source>%1 has hung up.</source>
        <translation>%1 hat aufgelegt.</translation>
    </message>
    <message>
        <source>%1 declined the call.</source>
        <translation>%1 hat den Anruf abgelehnt.</translation>
    </message>
    <message>
        <source>%1 is in another call.</source>
        <translation>%1 ist in einem anderen Gespräch.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>No connection could be made by your company’s relay.</source>
        <translation>Über das Relay eurer Firma kam keine Verbindung zustande.</translation>
    </message>
    <message>
        <source>No connection between the two computers could be made.</source>
        <translation>Zwischen den beiden Computern kam keine Verbindung zustande.</translation>
    </message>
    <message>
        <source>%1 could not take the call.</source>
        <translation>%1 konnte den Anruf nicht annehmen.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>Die Verbindung zu %1 ist abgebrochen.</translation>
    </message>
    <message>
        <source>The call was ended: somebody else than %1 was at the other end. Tell whoever looks after Kontor in your company.</source>
        <translation>Der Anruf wurde beendet: Am anderen Ende war jemand anderes als %1. Sag der Person Bescheid, die sich in eurer Firma um Kontor kümmert.</translation>
    </message>
</context>
<context>
    <name>kontor::ComposerViewModel</name>
    <message>
        <source>This message is too long. Please send it in parts.</source>
        <translation>Diese Nachricht ist zu lang. Bitte sende sie in Teilen.</translation>
    </message>
    <message>
        <source>That is too long for words about a picture. Please send it as a message of its own.</source>
        <translation>Das ist zu lang für Worte zu einem Bild. Bitte schick es als eigene Nachricht.</translation>
    </message>
</context>
<context>
    <name>kontor::ConnectionViewModel</name>
    <message>
        <source>Connecting …</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Fetching messages …</source>
        <translation>Nachrichten werden geholt …</translation>
    </message>
    <message>
        <source>The connection has ended.</source>
        <translation>Die Verbindung ist beendet.</translation>
    </message>
    <message>
        <source>No connection.</source>
        <translation>Keine Verbindung.</translation>
    </message>
    <message numerus="yes">
        <source>%1 Next try in %n s.</source>
        <translation>
            <numerusform>%1 Nächster Versuch in %n s.</numerusform>
            <numerusform>%1 Nächster Versuch in %n s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ungelesen</numerusform>
            <numerusform>%n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>überprüft</translation>
    </message>
    <message>
        <source>Draft: %1</source>
        <translation>Entwurf: %1</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>marked as unread</source>
        <translation>als ungelesen markiert</translation>
    </message>
    <message>
        <source>you are mentioned</source>
        <translation>du wirst erwähnt</translation>
    </message>
</context>
<context>
    <name>kontor::ConversationViewModel</name>
    <message>
        <source>Only you can read this</source>
        <translation>Nur du kannst das lesen</translation>
    </message>
    <message>
        <source>You are not a member any more</source>
        <translation>Du bist kein Mitglied mehr</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>You are not a member any more. What was written can still be read.</source>
        <translation>Du bist kein Mitglied mehr. Was geschrieben wurde, kannst du weiter lesen.</translation>
    </message>
    <message>
        <source>On its way: the name “%1”</source>
        <translation>Unterwegs: der Name „%1“</translation>
    </message>
    <message>
        <source>On its way: another description</source>
        <translation>Unterwegs: eine andere Beschreibung</translation>
    </message>
    <message>
        <source>messages disappear after %1</source>
        <translation>Nachrichten verschwinden nach %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>who is here, timer</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The account of %1 is closed. What was written can still be read.</source>
        <translation>Das Konto von %1 ist geschlossen. Was geschrieben wurde, kann man weiterhin lesen.</translation>
    </message>
</context>
<context>
    <name>kontor::EmojiPickerModel</name>
    <message>
        <source>Results for “%1”</source>
        <translation>Treffer für „%1“</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>Keine Treffer für „%1“</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Smileys and people</source>
        <translation>Smileys und Personen</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>Tiere und Natur</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>Essen und Trinken</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Aktivitäten</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>Reisen und Orte</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Gegenstände</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flaggen</translation>
    </message>
    <message>
        <source>no skin tone</source>
        <translation>keine Hautfarbe</translation>
    </message>
</context>
<context>
    <name>kontor::EntryText</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere Person</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>the last two names of a list</comment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Messages may be missing here.</source>
        <translation>Hier fehlen vielleicht Nachrichten.</translation>
    </message>
    <message>
        <source>A message from %1 could not be read on this computer.</source>
        <translation>Eine Nachricht von %1 konnte auf diesem Computer nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 sent something that needs a newer version of Kontor.</source>
        <translation>%1 hat etwas gesendet, das eine neuere Version von Kontor braucht.</translation>
    </message>
    <message>
        <source>This message was deleted.</source>
        <translation>Diese Nachricht wurde gelöscht.</translation>
    </message>
    <message>
        <source>You created the group.</source>
        <translation>Du hast die Gruppe erstellt.</translation>
    </message>
    <message>
        <source>%1 created the group.</source>
        <translation>%1 hat die Gruppe erstellt.</translation>
    </message>
    <message>
        <source>You added %1.</source>
        <translation>Du hast %1 hinzugefügt.</translation>
    </message>
    <message>
        <source>%1 added %2.</source>
        <translation>%1 hat %2 hinzugefügt.</translation>
    </message>
    <message>
        <source>You removed %1.</source>
        <translation>Du hast %1 entfernt.</translation>
    </message>
    <message>
        <source>%1 removed %2.</source>
        <translation>%1 hat %2 entfernt.</translation>
    </message>
    <message>
        <source>You left the group.</source>
        <translation>Du hast die Gruppe verlassen.</translation>
    </message>
    <message>
        <source>%1 left the group.</source>
        <translation>%1 hat die Gruppe verlassen.</translation>
    </message>
    <message>
        <source>Admins are now: %1.</source>
        <translation>Admins sind jetzt: %1.</translation>
    </message>
    <message>
        <source>Your messages begin here.</source>
        <translation>Deine Nachrichten beginnen hier.</translation>
    </message>
    <message>
        <source>%1 added you. Your messages begin here.</source>
        <translation>%1 hat dich hinzugefügt. Deine Nachrichten beginnen hier.</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>Du: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Group created</source>
        <translation>Gruppe erstellt</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>Neue Mitglieder</translation>
    </message>
    <message>
        <source>Fewer members</source>
        <translation>Weniger Mitglieder</translation>
    </message>
    <message>
        <source>New group name</source>
        <translation>Neuer Gruppenname</translation>
    </message>
    <message>
        <source>Admins have changed</source>
        <translation>Admins haben sich geändert</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>You were added</source>
        <translation>Du wurdest hinzugefügt</translation>
    </message>
    <message>
        <source>Messages may be missing</source>
        <translation>Vielleicht fehlen Nachrichten</translation>
    </message>
    <message>
        <source>A message could not be read</source>
        <translation>Eine Nachricht war nicht lesbar</translation>
    </message>
    <message>
        <source>Needs a newer version</source>
        <translation>Braucht eine neuere Version</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>Notes to myself</source>
        <translation>Notizen an mich</translation>
    </message>
    <message>
        <source>Group without a name</source>
        <translation>Gruppe ohne Namen</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Missed call from %1</source>
        <translation>Verpasster Anruf von %1</translation>
    </message>
    <message>
        <source>You called: no answer</source>
        <translation>Du hast angerufen: keine Antwort</translation>
    </message>
    <message>
        <source>You called: declined</source>
        <translation>Du hast angerufen: abgelehnt</translation>
    </message>
    <message>
        <source>%1 called: declined</source>
        <translation>%1 hat angerufen: abgelehnt</translation>
    </message>
    <message>
        <source>You called: busy</source>
        <translation>Du hast angerufen: besetzt</translation>
    </message>
    <message>
        <source>You called: no connection</source>
        <translation>Du hast angerufen: keine Verbindung</translation>
    </message>
    <message>
        <source>%1 called: no connection</source>
        <translation>%1 hat angerufen: keine Verbindung</translation>
    </message>
    <message>
        <source>You called</source>
        <translation>Du hast angerufen</translation>
    </message>
    <message>
        <source>%1 called</source>
        <translation>%1 hat angerufen</translation>
    </message>
    <message>
        <source>You called: %1</source>
        <comment>how long</comment>
        <translation>Du hast angerufen: %1</translation>
    </message>
    <message>
        <source>%1 called: %2</source>
        <comment>who, how long</comment>
        <translation>%1 hat angerufen: %2</translation>
    </message>
    <message>
        <source>Missed call</source>
        <translation>Verpasster Anruf</translation>
    </message>
    <message>
        <source>Voice call</source>
        <translation>Sprachanruf</translation>
    </message>
    <message>
        <source>You closed a poll.</source>
        <translation>Du hast eine Umfrage geschlossen.</translation>
    </message>
    <message>
        <source>%1 closed a poll.</source>
        <translation>%1 hat eine Umfrage geschlossen.</translation>
    </message>
    <message>
        <source>You closed the poll “%1”: %2</source>
        <translation>Du hast die Umfrage „%1“ geschlossen: %2</translation>
    </message>
    <message>
        <source>%1 closed the poll “%2”: %3</source>
        <translation>%1 hat die Umfrage „%2“ geschlossen: %3</translation>
    </message>
    <message>
        <source>You reopened a poll.</source>
        <translation>Du hast eine Umfrage wieder geöffnet.</translation>
    </message>
    <message>
        <source>%1 reopened a poll.</source>
        <translation>%1 hat eine Umfrage wieder geöffnet.</translation>
    </message>
    <message>
        <source>You reopened the poll “%1”.</source>
        <translation>Du hast die Umfrage „%1“ wieder geöffnet.</translation>
    </message>
    <message>
        <source>%1 reopened the poll “%2”.</source>
        <translation>%1 hat die Umfrage „%2“ wieder geöffnet.</translation>
    </message>
    <message>
        <source>Poll: %1</source>
        <translation>Umfrage: %1</translation>
    </message>
    <message>
        <source>Poll closed: %1</source>
        <translation>Umfrage geschlossen: %1</translation>
    </message>
    <message>
        <source>Poll open again: %1</source>
        <translation>Umfrage wieder offen: %1</translation>
    </message>
    <message>
        <source>You made %1 an admin.</source>
        <translation>Du hast %1 zum Admin gemacht.</translation>
    </message>
    <message>
        <source>%1 made %2 an admin.</source>
        <translation>%1 hat %2 zum Admin gemacht.</translation>
    </message>
    <message>
        <source>You made %1 admins.</source>
        <comment>several names</comment>
        <translation>Du hast %1 zu Admins gemacht.</translation>
    </message>
    <message>
        <source>%1 made %2 admins.</source>
        <comment>who, several names</comment>
        <translation>%1 hat %2 zu Admins gemacht.</translation>
    </message>
    <message>
        <source>You are no longer an admin.</source>
        <translation>Du bist kein Admin mehr.</translation>
    </message>
    <message>
        <source>%1 is no longer an admin.</source>
        <translation>%1 ist kein Admin mehr.</translation>
    </message>
    <message>
        <source>You removed %1 as admin.</source>
        <translation>Du hast %1 als Admin entfernt.</translation>
    </message>
    <message>
        <source>%1 removed %2 as admin.</source>
        <translation>%1 hat %2 als Admin entfernt.</translation>
    </message>
    <message>
        <source>You removed %1 as admins.</source>
        <comment>several names</comment>
        <translation>Du hast %1 als Admins entfernt.</translation>
    </message>
    <message>
        <source>%1 removed %2 as admins.</source>
        <comment>who, several names</comment>
        <translation>%1 hat %2 als Admins entfernt.</translation>
    </message>
    <message>
        <source>You renamed the group to “%1”.</source>
        <translation>Du hast die Gruppe in „%1“ umbenannt.</translation>
    </message>
    <message>
        <source>%1 renamed the group to “%2”.</source>
        <translation>%1 hat die Gruppe in „%2“ umbenannt.</translation>
    </message>
    <message>
        <source>You removed the description.</source>
        <translation>Du hast die Beschreibung entfernt.</translation>
    </message>
    <message>
        <source>%1 removed the description.</source>
        <translation>%1 hat die Beschreibung entfernt.</translation>
    </message>
    <message>
        <source>You changed the description.</source>
        <translation>Du hast die Beschreibung geändert.</translation>
    </message>
    <message>
        <source>%1 changed the description.</source>
        <translation>%1 hat die Beschreibung geändert.</translation>
    </message>
    <message>
        <source>You turned off disappearing messages.</source>
        <translation>Du lässt neue Nachrichten nicht mehr verschwinden.</translation>
    </message>
    <message>
        <source>%1 turned off disappearing messages.</source>
        <translation>%1 lässt neue Nachrichten nicht mehr verschwinden.</translation>
    </message>
    <message>
        <source>You let new messages disappear after %1.</source>
        <comment>a length</comment>
        <translation>Du lässt neue Nachrichten nach %1 verschwinden.</translation>
    </message>
    <message>
        <source>%1 lets new messages disappear after %2.</source>
        <comment>who, a length</comment>
        <translation>%1 lässt neue Nachrichten nach %2 verschwinden.</translation>
    </message>
    <message>
        <source>New description</source>
        <translation>Neue Beschreibung</translation>
    </message>
    <message>
        <source>Disappearing messages changed</source>
        <translation>Verschwinden von Nachrichten geändert</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>Bild: %1</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>The security key of %1 has changed.</source>
        <translation>Der Sicherheitsschlüssel von %1 hat sich geändert.</translation>
    </message>
    <message>
        <source>A security key has changed</source>
        <translation>Ein Sicherheitsschlüssel hat sich geändert</translation>
    </message>
    <message>
        <source>The company’s server took %1 out of the group.</source>
        <translation>Der Server der Firma hat %1 aus der Gruppe genommen.</translation>
    </message>
    <message>
        <source>typing …</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>%1 is typing …</source>
        <translation>%1 schreibt …</translation>
    </message>
    <message>
        <source>%1 are typing …</source>
        <comment>several names</comment>
        <translation>%1 schreiben …</translation>
    </message>
    <message>
        <source>You pinned a message.</source>
        <translation>Du hast eine Nachricht angeheftet.</translation>
    </message>
    <message>
        <source>%1 pinned a message.</source>
        <translation>%1 hat eine Nachricht angeheftet.</translation>
    </message>
    <message>
        <source>Message pinned</source>
        <translation>Nachricht angeheftet</translation>
    </message>
    <message>
        <source>This computer had lost its place in the conversation and is back.</source>
        <translation>Dieser Computer konnte der Unterhaltung nicht mehr folgen und ist wieder dabei.</translation>
    </message>
    <message>
        <source>%1’s computer had lost its place in the conversation and is back.</source>
        <translation>Der Computer von %1 konnte der Unterhaltung nicht mehr folgen und ist wieder dabei.</translation>
    </message>
    <message>
        <source>Not known here as members before: %1.</source>
        <translation>Bisher hier nicht als Mitglied bekannt: %1.</translation>
    </message>
    <message>
        <source>A computer is back</source>
        <translation>Ein Computer ist wieder dabei</translation>
    </message>
    <message>
        <source>Members that were not known</source>
        <translation>Mitglieder, die nicht bekannt waren</translation>
    </message>
    <message>
        <source>There is more, which needs a newer version of Kontor.</source>
        <translation>Dazu gehört noch mehr, das eine neuere Version von Kontor braucht.</translation>
    </message>
    <message>
        <source>You closed the poll “%1”.</source>
        <translation>Du hast die Umfrage „%1“ geschlossen.</translation>
    </message>
    <message>
        <source>%1 closed the poll “%2”.</source>
        <translation>%1 hat die Umfrage „%2“ geschlossen.</translation>
    </message>
</context>
<context>
    <name>kontor::ErrorText</name>
    <message>
        <source>Something arrived that Kontor cannot read.</source>
        <translation>Es kam etwas an, das Kontor nicht lesen kann.</translation>
    </message>
    <message>
        <source>That is too long.</source>
        <translation>Das ist zu lang.</translation>
    </message>
    <message>
        <source>That is too long: %1 is the limit.</source>
        <translation>Das ist zu lang: Die Grenze ist %1.</translation>
    </message>
    <message>
        <source>This needs a newer version of Kontor. Please update.</source>
        <translation>Dafür brauchst du eine neuere Version von Kontor. Bitte aktualisiere es.</translation>
    </message>
    <message>
        <source>That is not a complete invite link. It begins with kontor://.</source>
        <translation>Das ist kein vollständiger Einladungslink. Er beginnt mit kontor://.</translation>
    </message>
    <message>
        <source>The server that answers is not the one that the link names. Please ask your administrator for a new link.</source>
        <translation>Der Server, der antwortet, ist nicht der aus dem Link. Bitte deine Administratorin um einen neuen Link.</translation>
    </message>
    <message>
        <source>The server cannot prove that it belongs to your company. Nothing was sent to it.</source>
        <translation>Der Server kann nicht beweisen, dass er zu deiner Firma gehört. Es wurde nichts an ihn gesendet.</translation>
    </message>
    <message>
        <source>The server does not know this link. Please ask your administrator for a new one.</source>
        <translation>Der Server kennt diesen Link nicht. Bitte deine Administratorin um einen neuen.</translation>
    </message>
    <message>
        <source>The link has been used already. Please ask your administrator for a new one.</source>
        <translation>Der Link wurde schon benutzt. Bitte deine Administratorin um einen neuen.</translation>
    </message>
    <message>
        <source>The link has expired. Please ask your administrator for a new one.</source>
        <translation>Der Link ist abgelaufen. Bitte deine Administratorin um einen neuen.</translation>
    </message>
    <message>
        <source>“%1” is taken. Please choose another handle.</source>
        <translation>„%1“ ist vergeben. Bitte wähle ein anderes Kürzel.</translation>
    </message>
    <message>
        <source>Use the letters a to z, digits, dot, hyphen and underscore.</source>
        <translation>Erlaubt sind die Buchstaben a bis z, Ziffern, Punkt, Bindestrich und Unterstrich.</translation>
    </message>
    <message numerus="yes">
        <source>Use up to %n of these: a to z, digits, dot, hyphen, underscore.</source>
        <translation>
            <numerusform>Erlaubt ist %n Zeichen aus: a bis z, Ziffern, Punkt, Bindestrich, Unterstrich.</numerusform>
            <numerusform>Erlaubt sind bis zu %n Zeichen: a bis z, Ziffern, Punkt, Bindestrich, Unterstrich.</numerusform>
        </translation>
    </message>
    <message>
        <source>Please enter a name.</source>
        <translation>Bitte gib einen Namen ein.</translation>
    </message>
    <message numerus="yes">
        <source>Please enter a name of up to %n letter(s).</source>
        <translation>
            <numerusform>Bitte gib einen Namen mit %n Zeichen ein.</numerusform>
            <numerusform>Bitte gib einen Namen mit bis zu %n Zeichen ein.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server did not recognise this computer.</source>
        <translation>Der Server hat diesen Computer nicht erkannt.</translation>
    </message>
    <message>
        <source>Another computer has taken the place of this one. What you have here can still be read.</source>
        <translation>Ein anderer Computer hat den Platz von diesem eingenommen. Was hier liegt, kannst du weiter lesen.</translation>
    </message>
    <message>
        <source>Your account has been closed by your administrator. What you have here can still be read.</source>
        <translation>Dein Konto wurde von deiner Administratorin geschlossen. Was hier liegt, kannst du weiter lesen.</translation>
    </message>
    <message>
        <source>This account is being used in another place with a copy of this profile.</source>
        <translation>Dieses Konto wird an anderer Stelle mit einer Kopie dieses Profils benutzt.</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>Es besteht keine Verbindung zum Server.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>This was not finished, because Kontor was closed.</source>
        <translation>Das wurde nicht fertig, weil Kontor beendet wurde.</translation>
    </message>
    <message>
        <source>The server did not accept this.</source>
        <translation>Der Server hat das nicht angenommen.</translation>
    </message>
    <message>
        <source>The server is busy. Please try again in a moment.</source>
        <translation>Der Server ist ausgelastet. Bitte versuche es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The conversation has changed in the meantime. Please try again.</source>
        <translation>Die Unterhaltung hat sich inzwischen geändert. Bitte versuche es noch einmal.</translation>
    </message>
    <message>
        <source>You are not a member of this conversation any more.</source>
        <translation>Du bist kein Mitglied dieser Unterhaltung mehr.</translation>
    </message>
    <message>
        <source>This conversation exists already.</source>
        <translation>Diese Unterhaltung gibt es schon.</translation>
    </message>
    <message>
        <source>One of these people cannot be reached yet: their Kontor has to be started once.</source>
        <translation>Eine dieser Personen ist noch nicht erreichbar: Sie muss Kontor erst einmal starten.</translation>
    </message>
    <message>
        <source>%1 cannot be reached yet: their Kontor has to be started once.</source>
        <translation>%1 ist noch nicht erreichbar und muss Kontor erst einmal starten.</translation>
    </message>
    <message>
        <source>There is no such person in your company.</source>
        <translation>Diese Person gibt es in deiner Firma nicht.</translation>
    </message>
    <message>
        <source>There is nobody called “%1” in your company.</source>
        <translation>In deiner Firma heißt niemand „%1“.</translation>
    </message>
    <message>
        <source>This conversation does not exist any more.</source>
        <translation>Diese Unterhaltung gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>You may not do this here.</source>
        <translation>Das darfst du hier nicht.</translation>
    </message>
    <message>
        <source>The group is full.</source>
        <translation>Die Gruppe ist voll.</translation>
    </message>
    <message numerus="yes">
        <source>The group is full: it can have %n member(s).</source>
        <translation>
            <numerusform>Die Gruppe ist voll: Sie kann %n Mitglied haben.</numerusform>
            <numerusform>Die Gruppe ist voll: Sie kann %n Mitglieder haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key of this person has changed. Ask them in person before you go on.</source>
        <translation>Der Schlüssel dieser Person hat sich geändert. Frag sie persönlich, bevor du weitermachst.</translation>
    </message>
    <message>
        <source>Something could not be verified and was not accepted.</source>
        <translation>Etwas ließ sich nicht überprüfen und wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>A message came a second time and was not accepted.</source>
        <translation>Eine Nachricht kam ein zweites Mal und wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>A message could not be read on this computer.</source>
        <translation>Eine Nachricht konnte auf diesem Computer nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The server accepted a change that breaks the rules of this conversation. Please tell your administrator.</source>
        <translation>Der Server hat eine Änderung angenommen, die gegen die Regeln dieser Unterhaltung verstößt. Bitte sag deiner Administratorin Bescheid.</translation>
    </message>
    <message>
        <source>You were invited to a conversation that this computer cannot open. Please ask to be added again.</source>
        <translation>Du wurdest in eine Unterhaltung eingeladen, die dieser Computer nicht öffnen kann. Bitte lass dich noch einmal hinzufügen.</translation>
    </message>
    <message>
        <source>Another program is using this profile. Close it and try again.</source>
        <translation>Ein anderes Programm benutzt dieses Profil. Beende es und versuche es erneut.</translation>
    </message>
    <message>
        <source>Nobody has registered here yet.</source>
        <translation>Hier hat sich noch niemand angemeldet.</translation>
    </message>
    <message>
        <source>The key on this computer does not open your messages.</source>
        <translation>Der Schlüssel auf diesem Computer öffnet deine Nachrichten nicht.</translation>
    </message>
    <message>
        <source>Your messages were stored by a newer version of Kontor. Please update.</source>
        <translation>Deine Nachrichten wurden von einer neueren Version von Kontor gespeichert. Bitte aktualisiere es.</translation>
    </message>
    <message>
        <source>Your messages cannot be read from or written to the disk.</source>
        <translation>Deine Nachrichten lassen sich auf der Festplatte nicht lesen oder schreiben.</translation>
    </message>
    <message>
        <source>The keychain of this computer did not give out the key to your messages. They are all still there: start or unlock the keychain, then try again.</source>
        <translation>Der Schlüsselbund dieses Computers hat den Schlüssel zu deinen Nachrichten nicht herausgegeben. Sie sind alle noch da: Starte oder entsperre den Schlüsselbund und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>That did not work. Please tell whoever maintains Kontor for you.</source>
        <translation>Das hat nicht geklappt. Bitte sag denen Bescheid, die Kontor bei euch betreuen.</translation>
    </message>
    <message>
        <source>No microphone was found on this computer.</source>
        <translation>An diesem Computer wurde kein Mikrofon gefunden.</translation>
    </message>
    <message>
        <source>Another program is using the microphone.</source>
        <translation>Ein anderes Programm benutzt das Mikrofon.</translation>
    </message>
    <message>
        <source>The microphone was unplugged.</source>
        <translation>Das Mikrofon wurde abgezogen.</translation>
    </message>
    <message>
        <source>No loudspeaker or headset was found on this computer.</source>
        <translation>An diesem Computer wurde kein Lautsprecher oder Headset gefunden.</translation>
    </message>
    <message>
        <source>Calls are not installed on this computer.</source>
        <translation>Auf diesem Computer sind keine Anrufe eingerichtet.</translation>
    </message>
    <message>
        <source>The poll is closed. Your vote came too late.</source>
        <translation>Die Umfrage ist geschlossen. Deine Stimme kam zu spät.</translation>
    </message>
    <message>
        <source>The poll has no such option.</source>
        <translation>Die Umfrage hat diese Antwort nicht.</translation>
    </message>
    <message>
        <source>The server does not have this file any more.</source>
        <translation>Der Server hat diese Datei nicht mehr.</translation>
    </message>
    <message>
        <source>This file is damaged.</source>
        <translation>Diese Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>This file has not arrived yet.</source>
        <translation>Diese Datei ist noch nicht angekommen.</translation>
    </message>
    <message>
        <source>Your place for files on the server is full. Files go by themselves after 30 days.</source>
        <translation>Dein Platz für Dateien auf dem Server ist voll. Nach 30 Tagen gehen sie von selbst.</translation>
    </message>
    <message>
        <source>The safety numbers are not the same. Ask this person in another way before you go on.</source>
        <translation>Die Sicherheitsnummern sind nicht gleich. Frag auf anderem Weg nach, bevor du weiterschreibst.</translation>
    </message>
    <message>
        <source>This computer has lost its place in this conversation and is about to come back. What you have here can still be read.</source>
        <translation>Dieser Computer konnte dieser Unterhaltung nicht mehr folgen und kommt gleich zurück. Was du hier hast, kannst du weiter lesen.</translation>
    </message>
    <message>
        <source>The file with your messages is damaged. It stays where it is.</source>
        <translation>Die Datei mit deinen Nachrichten ist beschädigt. Sie bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>Messages live %1 at most in your company. Choose a shorter time.</source>
        <translation>In deiner Firma verschwinden Nachrichten nach höchstens %1. Wähle eine kürzere Zeit.</translation>
    </message>
    <message>
        <source>The end of the poll has passed meanwhile. Choose a later one.</source>
        <translation>Das Ende der Umfrage ist inzwischen vorbei. Wähle ein späteres.</translation>
    </message>
    <message>
        <source>The dates and the end of a poll lie between the years 2000 and 2099. Choose other ones.</source>
        <translation>Termine und Ende einer Umfrage liegen zwischen den Jahren 2000 und 2099. Wähle andere.</translation>
    </message>
    <message>
        <source>This poll does not exist any more: its time is over, or it was deleted. Its author can ask again.</source>
        <translation>Diese Umfrage gibt es nicht mehr: Ihre Zeit ist um, oder sie wurde gelöscht. Wer gefragt hat, kann noch einmal fragen.</translation>
    </message>
    <message>
        <source>The poll is closed already. Its author can open it again.</source>
        <translation>Die Umfrage ist schon geschlossen. Wer gefragt hat, kann sie wieder öffnen.</translation>
    </message>
    <message>
        <source>Everybody has answered already. You can close the poll.</source>
        <translation>Alle haben schon geantwortet. Du kannst die Umfrage schließen.</translation>
    </message>
    <message>
        <source>You have reminded of this poll already. You can do it again after a day.</source>
        <translation>Du hast an diese Umfrage schon erinnert. Nach einem Tag geht es wieder.</translation>
    </message>
</context>
<context>
    <name>kontor::FileDialogs</name>
    <message>
        <source>Choose pictures</source>
        <translation>Bilder wählen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>Datei speichern</translation>
    </message>
</context>
<context>
    <name>kontor::FileKeeper</name>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Gespeichert als „%1“.</translation>
    </message>
    <message>
        <source>“%1” cannot be written. Please choose another folder.</source>
        <translation>„%1“ lässt sich nicht schreiben. Bitte wähle einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>kontor::ForwardViewModel</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>conversation, who is in it</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>kontor::GroupEditorViewModel</name>
    <message>
        <source>The name is too long: %1 letters is the limit.</source>
        <translation>Der Name ist zu lang: %1 Zeichen ist die Grenze.</translation>
    </message>
    <message>
        <source>The description is too long.</source>
        <translation>Die Beschreibung ist zu lang.</translation>
    </message>
</context>
<context>
    <name>kontor::LifetimeModel</name>
    <message>
        <source>Off</source>
        <comment>messages do not disappear</comment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>As the conversation has it</source>
        <translation>Wie in der Unterhaltung</translation>
    </message>
    <message>
        <source>Your company allows %1 at most.</source>
        <translation>In eurer Firma verschwinden Nachrichten nach höchstens %1.</translation>
    </message>
</context>
<context>
    <name>kontor::LifetimeText</name>
    <message numerus="yes">
        <source>%n week(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n Woche</numerusform>
            <numerusform>%n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <comment>behind: after</comment>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds left</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes left</comment>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours left</comment>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days left</comment>
        <translation>%1 T</translation>
    </message>
</context>
<context>
    <name>kontor::ListingModel</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>who, when: what</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>a poll, open or closed</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>kontor::MembersModel</name>
    <message>
        <source>admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>überprüft</translation>
    </message>
    <message>
        <source>%1 (@%2)</source>
        <comment>one of several of that name</comment>
        <translation>%1 (@%2)</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (du)</translation>
    </message>
</context>
<context>
    <name>kontor::MessageActionsViewModel</name>
    <message>
        <source>%1, %2</source>
        <comment>day, time of day</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>kontor::MessageInfoViewModel</name>
    <message>
        <source>Read by</source>
        <translation>Gelesen von</translation>
    </message>
    <message>
        <source>Delivered to</source>
        <translation>Zugestellt an</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>Gesendet an</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>Sent to, name</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2, %3</source>
        <comment>Read by, name, when</comment>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>day, time of day</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Sent: %1</source>
        <translation>Gesendet: %1</translation>
    </message>
</context>
<context>
    <name>kontor::Moments</name>
    <message>
        <source>d MMM</source>
        <extracomment>day and month, as short as they are written: d. MMM is &quot;3. Nov&quot;
----------
a day of another year, as short as it is written: d. MMM yyyy is &quot;3. Nov 2027&quot;</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <extracomment>a day of this year: dddd, d. MMMM is &quot;Montag, 3. November&quot;</extracomment>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>a day of another year</extracomment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>tomorrow, %1</source>
        <extracomment>a time of day</extracomment>
        <translation>morgen, %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>date, time of day
----------
weekday, day and month</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d</source>
        <extracomment>a day of this month: d. is &quot;26.&quot;</extracomment>
        <translation>d.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>weekday, day</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>kontor::MuteViewModel</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Muted until %1</source>
        <translation>Stumm bis %1</translation>
    </message>
</context>
<context>
    <name>kontor::NotificationText</name>
    <message>
        <source>Missed call</source>
        <translation>Verpasster Anruf</translation>
    </message>
    <message>
        <source>Poll: %1</source>
        <translation>Umfrage: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>sender: words</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Kontor</source>
        <translation>Kontor</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name, count of new messages</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <extracomment>messages, then &quot;in 3 conversations&quot;</extracomment>
        <translation>%1 in %2</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <comment>in so many</comment>
        <translation>
            <numerusform>%n Unterhaltung</numerusform>
            <numerusform>%n Unterhaltungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>Eingehender Anruf</translation>
    </message>
    <message>
        <source>New reaction</source>
        <translation>Neue Reaktion</translation>
    </message>
    <message>
        <source>%1 reacted to your message with %2</source>
        <extracomment>who, emoji</extracomment>
        <translation>%1 hat mit %2 auf deine Nachricht reagiert</translation>
    </message>
</context>
<context>
    <name>kontor::PeopleModel</name>
    <message>
        <source>%1, handle %2</source>
        <translation>%1, Kürzel %2</translation>
    </message>
    <message>
        <source>verified</source>
        <comment>a person as a screen reader says her</comment>
        <translation>überprüft</translation>
    </message>
</context>
<context>
    <name>kontor::PictureCard</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>This picture is too large to be shown.</source>
        <translation>Dieses Bild ist zu groß, um gezeigt zu werden.</translation>
    </message>
</context>
<context>
    <name>kontor::PictureDraftViewModel</name>
    <message>
        <source>%1 × %2 · %3 · without location</source>
        <extracomment>width, height, size of the file; that its position is taken out before it is sent</extracomment>
        <translation>%1 × %2 · %3 · ohne Ort</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>pictures to be sent</comment>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more could not be taken.</source>
        <comment>files</comment>
        <translation>
            <numerusform>%n weitere Datei ging auch nicht.</numerusform>
            <numerusform>%n weitere Dateien gingen auch nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>Bildschirmfoto</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>“%1” is a folder. Choose the pictures in it.</source>
        <translation>„%1“ ist ein Ordner. Wähl die Bilder darin.</translation>
    </message>
    <message>
        <source>“%1” cannot be read.</source>
        <translation>„%1“ lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>“%1” is too large: %2 is the limit.</source>
        <translation>„%1“ ist zu groß: %2 ist die Grenze.</translation>
    </message>
    <message>
        <source>“%1” is not a picture.</source>
        <translation>„%1“ ist kein Bild.</translation>
    </message>
    <message>
        <source>“%1” is damaged.</source>
        <translation>„%1“ ist beschädigt.</translation>
    </message>
    <message>
        <source>“%1” has more pixels than can be shown.</source>
        <translation>„%1“ hat mehr Bildpunkte, als sich zeigen lassen.</translation>
    </message>
</context>
<context>
    <name>kontor::PinsViewModel</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>kontor::PollCardModel</name>
    <message numerus="yes">
        <source>All %n in the table</source>
        <translation>
            <numerusform>Alle %n in der Tabelle</numerusform>
            <numerusform>Alle %n in der Tabelle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kontor::PollDeadlineForm</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>tomorrow %1</source>
        <translation>morgen %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Please write times like 14:30.</source>
        <translation>Bitte schreib Uhrzeiten wie 14:30.</translation>
    </message>
    <message>
        <source>The end of the poll is in the past.</source>
        <translation>Das Ende der Umfrage ist schon vorbei.</translation>
    </message>
</context>
<context>
    <name>kontor::PollEditorViewModel</name>
    <message>
        <source>Two options are the same.</source>
        <translation>Zwei Antworten sind gleich.</translation>
    </message>
    <message>
        <source>A question or an option is too long: 256 letters is the limit.</source>
        <translation>Die Frage oder eine Antwort ist zu lang: Höchstens 256 Zeichen gehen.</translation>
    </message>
    <message>
        <source>Two dates are the same.</source>
        <translation>Zwei Termine sind gleich.</translation>
    </message>
</context>
<context>
    <name>kontor::PollSlotForm</name>
    <message>
        <source>The last day is before the first one.</source>
        <translation>Der letzte Tag liegt vor dem ersten.</translation>
    </message>
    <message>
        <source>Please write times like 14:30.</source>
        <translation>Bitte schreib Uhrzeiten wie 14:30.</translation>
    </message>
    <message>
        <source>It ends when it starts.</source>
        <translation>Der Termin endet, wenn er beginnt.</translation>
    </message>
    <message>
        <source>Ends on %1</source>
        <extracomment>a date that is being proposed; %1 is the day on which it ends</extracomment>
        <translation>Endet am %1</translation>
    </message>
</context>
<context>
    <name>kontor::PollTableModel</name>
    <message>
        <source>%1, your answer: %2</source>
        <comment>option, answer</comment>
        <translation>%1, deine Antwort: %2</translation>
    </message>
    <message>
        <source>%1 if need be</source>
        <comment>an option</comment>
        <translation>%1 wenn nötig</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts davon</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who: what options</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1. “%2”</source>
        <comment>answers, a comment</comment>
        <translation>%1. „%2“</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <comment>one&apos;s own name</comment>
        <translation>%1 (du)</translation>
    </message>
</context>
<context>
    <name>kontor::PollText</name>
    <message>
        <source>Poll, closed</source>
        <translation>Umfrage, geschlossen</translation>
    </message>
    <message>
        <source>Poll, several answers possible</source>
        <translation>Umfrage, mehrere Antworten möglich</translation>
    </message>
    <message>
        <source>Poll, one answer</source>
        <translation>Umfrage, eine Antwort</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>how many people have answered a poll</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>Not yet: %1</source>
        <translation>Noch nicht: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>option, votes</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>no votes</source>
        <translation>keine Stimmen</translation>
    </message>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n Stimme</numerusform>
            <numerusform>%n Stimmen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · without names</source>
        <extracomment>what kind of poll it is</extracomment>
        <translation>%1 · ohne Namen</translation>
    </message>
    <message>
        <source>Ended, waits to be closed</source>
        <translation>Beendet, noch nicht geschlossen</translation>
    </message>
    <message>
        <source>Ends today %1</source>
        <translation>Endet heute %1</translation>
    </message>
    <message>
        <source>Ends tomorrow %1</source>
        <translation>Endet morgen %1</translation>
    </message>
    <message>
        <source>Ends %1, %2</source>
        <comment>date, time</comment>
        <translation>Endet %1, %2</translation>
    </message>
    <message>
        <source>Result after the closing</source>
        <translation>Ergebnis nach dem Schließen</translation>
    </message>
    <message>
        <source>The result is not known on this computer.</source>
        <translation>Das Ergebnis ist auf diesem Computer nicht bekannt.</translation>
    </message>
    <message>
        <source>Until the closing the result is seen by you alone.</source>
        <translation>Bis zum Schließen siehst nur du das Ergebnis.</translation>
    </message>
    <message>
        <source>%1 told you of this poll: it is older than your time here.</source>
        <translation>%1 hat dir von dieser Umfrage berichtet: Sie ist älter als deine Zeit hier.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>yes, if need be</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>without a result</source>
        <translation>ohne Ergebnis</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>if need be</source>
        <translation>wenn nötig</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) if need be</source>
        <translation>
            <numerusform>%n-mal wenn nötig</numerusform>
            <numerusform>%n-mal wenn nötig</numerusform>
        </translation>
    </message>
    <message>
        <source>your answer: %1</source>
        <translation>deine Antwort: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>option, votes</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>option, votes, by whom</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>You were not in this group for a while. How the poll went on is not known here.</source>
        <translation>Du warst eine Zeit lang nicht in dieser Gruppe. Wie die Umfrage weiterging, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Please answer this poll.</source>
        <translation>Bitte beantworte diese Umfrage.</translation>
    </message>
</context>
<context>
    <name>kontor::ProfileViewModel</name>
    <message>
        <source>The name is too long: %1 letters is the limit.</source>
        <translation>Der Name ist zu lang: %1 Zeichen ist die Grenze.</translation>
    </message>
    <message>
        <source>This is too long: %1 letters is the limit.</source>
        <translation>Das ist zu lang: %1 Zeichen ist die Grenze.</translation>
    </message>
    <message>
        <source>Please write the time like this: 15:30.</source>
        <translation>Bitte schreib die Uhrzeit so: 15:30.</translation>
    </message>
</context>
<context>
    <name>kontor::QuoteCard</name>
    <message>
        <source>Poll: %1</source>
        <translation>Umfrage: %1</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>Bild: %1</translation>
    </message>
    <message>
        <source>A message from before you were here.</source>
        <translation>Eine Nachricht aus der Zeit, bevor du dabei warst.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>The message was deleted.</source>
        <translation>Die Nachricht wurde gelöscht.</translation>
    </message>
</context>
<context>
    <name>kontor::ReactionsModel</name>
    <message>
        <source>%1, %2, yours is among them</source>
        <comment>emoji, count</comment>
        <translation>%1, %2, deine ist dabei</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>emoji, count</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>kontor::SearchFilterModel</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>Umfragen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>From…</source>
        <translation>Von …</translation>
    </message>
    <message>
        <source>In this conversation</source>
        <translation>In dieser Unterhaltung</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Before…</source>
        <translation>Vor …</translation>
    </message>
    <message>
        <source>has:picture</source>
        <comment>typed in a search; one of has:picture and hat:bild</comment>
        <translation>hat:bild</translation>
    </message>
    <message>
        <source>has:link</source>
        <comment>typed in a search; one of has:link and hat:link</comment>
        <translation>hat:link</translation>
    </message>
    <message>
        <source>has:poll</source>
        <comment>typed in a search; one of has:poll and hat:umfrage</comment>
        <translation>hat:umfrage</translation>
    </message>
    <message>
        <source>has:file</source>
        <comment>typed in a search; one of has:file and hat:datei</comment>
        <translation>hat:datei</translation>
    </message>
    <message>
        <source>from:</source>
        <comment>typed in a search; one of from: and von:</comment>
        <translation>von:</translation>
    </message>
    <message>
        <source>after:</source>
        <comment>typed in a search; one of after: and nach:</comment>
        <translation>nach:</translation>
    </message>
    <message>
        <source>before:</source>
        <comment>typed in a search; one of before: and vor:</comment>
        <translation>vor:</translation>
    </message>
</context>
<context>
    <name>kontor::SearchViewModel</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>%1, handle %2</source>
        <translation>%1, Kürzel %2</translation>
    </message>
    <message>
        <source>Notes to myself</source>
        <translation>Notizen an mich</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>sender: words of the message</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2, %3: %4</source>
        <comment>conversation, time, sender: words</comment>
        <translation>%1, %2, %3: %4</translation>
    </message>
    <message>
        <source>Messages from</source>
        <translation>Nachrichten von</translation>
    </message>
</context>
<context>
    <name>kontor::SlotText</name>
    <message>
        <source>%1 · all day</source>
        <extracomment>a date</extracomment>
        <translation>%1 · ganztägig</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>from, to</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>date, time</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>ganztägig</translation>
    </message>
    <message>
        <source>– %1</source>
        <comment>until</comment>
        <translation>– %1</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <comment>from, to: 10–11</comment>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>kontor::StatusText</name>
    <message>
        <source>available</source>
        <translation>erreichbar</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>away</source>
        <translation>abwesend</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <comment>what somebody says of herself, a moment</comment>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>kontor::TimelineModel</name>
    <message>
        <source>This was not sent.</source>
        <translation>Das wurde nicht gesendet.</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>said, delivery</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Poll: %1</source>
        <extracomment>who, when: what</extracomment>
        <translation>Umfrage: %1</translation>
    </message>
    <message>
        <source>disappears in %1</source>
        <comment>what is left: 12 s</comment>
        <translation>verschwindet in %1</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>answers %1</source>
        <comment>a name</comment>
        <translation>antwortet %1</translation>
    </message>
</context>
</TS>
