#include "tests/support/sample_company.h"

namespace kontor {

namespace {

using namespace std::chrono_literals;

QString u8(const char* text) {
    return QString::fromUtf8(text);
}

void fillSales(FakeClient& client, const SampleCompany& company, Milliseconds now) {
    const auto sales = company.sales;
    const auto& anna = client.self();
    const auto day = now - 26h;
    client.note(sales, EntryKind::GroupCreated, company.cora, {}, day);
    client.note(sales, EntryKind::MembersAdded, company.cora,
                {anna, company.bob, company.petra, company.eda, company.jan}, day + 1s);
    client.note(sales, EntryKind::GroupNamed, company.cora, {}, day + 2s, u8("Vertrieb Nord"));
    client.setDescription(sales, u8("Angebote, Termine und alles, was den Norden angeht"));
    client.say(sales, company.cora,
               u8("Hallo zusammen, hier sammeln wir alles zum Messetermin in Kiel."), day + 5min);
    client.say(sales, company.bob, u8("Sehr gut 👍"), day + 7min);
    client.say(sales, company.bob,
               u8("Die Unterlagen vom letzten Jahr liegen unter "
                  "https://wiki.hansen.example/messe/2026."),
               day + 8min);
    client.say(sales, anna, u8("Danke, die schaue ich mir heute Abend an."), day + 30min);
    client.say(sales, company.cora,
               u8("Moin! Der Kunde fragt, ob wir die Preisliste bis Freitag schicken können. Anna, "
                  "hast du sie schon?"),
               now - 27min);
    client.say(sales, anna, u8("Ja, hier ist der Entwurf. Zahlen aus Q3 sind drin."), now - 23min);
    client.say(sales, anna, u8("Die Rabattstaffel fehlt noch, die bekomme ich morgen von Jan."),
               now - 22min);
    client.say(sales, company.petra, u8("Perfekt 🎉"), now - 18min);
    client.say(sales, company.cora, u8("Wann treffen wir uns mit dem Kunden?"), now - 5min);
    client.say(sales, company.cora, u8("Donnerstag 10 Uhr oder Freitag 9 Uhr gehen beide."),
               now - 4min);
    client.say(sales, company.bob, u8("Donnerstag passt mir gut 👍"), now - 1min);
    client.setUnread(sales, 3);
}

} // namespace

SampleCompany fillSampleCompany(FakeClient& client, const Clock& clock) {
    const auto now = clock.sinceEpoch();
    SampleCompany company{
        .bob = client.addPerson(u8("bob"), u8("Bob Lindner"), Trust::Verified),
        .cora = client.addPerson(u8("cora"), u8("Cora Mikkelsen"), Trust::Verified),
        .petra = client.addPerson(u8("petra"), u8("Petra Öztürk")),
        .eda = client.addPerson(u8("eda"), u8("Eda Demir")),
        .jan = client.addPerson(u8("jan"), u8("Jan Petersen")),
        .janToo = client.addPerson(u8("jan.petersen"), u8("Jan Petersen")),
        .sales = {},
        .coraDirect = {},
        .bobDirect = {},
        .site = {},
        .petraDirect = {},
        .notes = {},
        .lunch = {},
    };
    client.addPerson(u8("lars"), u8("Lars Thomsen"));
    client.addPerson(u8("mia"), u8("Mia Sørensen"));
    client.addPerson(u8("friedrich"),
                     u8("Friedrich-Wilhelm Schmidt-Hohenstein von der Großen Heide"));

    company.sales = client.addGroup(
        u8("Vertrieb Nord"), {company.bob, company.cora, company.petra, company.eda, company.jan});
    company.coraDirect = client.addDirect(company.cora);
    company.bobDirect = client.addDirect(company.bob);
    company.site = client.addGroup(u8("Baustelle Kiel"), {company.bob, company.jan});
    company.petraDirect = client.addDirect(company.petra);
    company.notes = client.addNotes();
    company.lunch = client.addGroup(u8("Kaffee & Mittag"), {company.eda, company.janToo});

    fillSales(client, company, now);
    client.say(company.coraDirect, company.cora,
               u8("Kannst du mir kurz helfen? Der Drucker im zweiten Stock mag mich nicht."),
               now - 3min);
    client.setUnread(company.coraDirect, 1);
    client.say(company.bobDirect, company.bob, u8("Das Angebot ist raus."), now - 40min);
    client.say(company.bobDirect, company.bob, u8("Antwort bis Montag, sagt der Kunde."),
               now - 39min);
    client.setUnread(company.bobDirect, 2);
    client.say(company.site, client.self(), u8("12 Fotos liegen im Ordner, die Wände stehen."),
               now - 2h);
    client.say(company.petraDirect, client.self(), u8("Bist du morgen im Haus?"), now - 3h,
               DeliveryState::Sent);
    client.say(company.notes, client.self(), u8("Parkausweis verlängern"), now - 49h);
    client.say(company.lunch, company.eda, u8("Heute Linsensuppe 🍲"), now - 50h);
    return company;
}

} // namespace kontor
