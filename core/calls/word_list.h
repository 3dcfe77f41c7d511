#pragma once

#include <array>
#include <string_view>

namespace kontor {

/// One word a byte. People who speak German know them and people who speak English know them, by
/// the same letters; nobody is ashamed to say one aloud. No two differ in fewer than three letters,
/// and none begins another. Part of the protocol: the list never changes (docs/calls.md).
inline constexpr auto kCallWords = std::to_array<std::string_view>({
    "Alarm",    "Alpha",    "Anorak",   "Apollo",   "April",    "Arena",    "Asphalt",  "Atlas",
    "Atom",     "Avatar",   "Avocado",  "Balance",  "Ball",     "Banjo",    "Basis",    "Bikini",
    "Bison",    "Blazer",   "Blues",    "Bonus",    "Boxer",    "Brandy",   "Bravo",    "Bronze",
    "Brunch",   "Burger",   "Button",   "Camping",  "Campus",   "Canyon",   "Cartoon",  "Casino",
    "Cello",    "Chaos",    "Charter",  "Chili",    "Clown",    "Club",     "Collage",  "Comic",
    "Couch",    "Coupon",   "Cowboy",   "Curry",    "Delta",    "Depot",    "Design",   "Dessert",
    "Detail",   "Diesel",   "Dinner",   "Dollar",   "Domino",   "Drama",    "Duo",      "Echo",
    "Element",  "Emblem",   "Export",   "Extra",    "Fan",      "Film",     "Filter",   "Fitness",
    "Flamingo", "Flora",    "Fondue",   "Format",   "Forum",    "Garage",   "Gazelle",  "Gelatine",
    "Glamour",  "Gold",     "Gorilla",  "Graffiti", "Guru",     "Hammer",   "Hockey",   "Hostel",
    "Hydrant",  "Idol",     "Index",    "Indigo",   "Internet", "Iris",     "Jackpot",  "Jaguar",
    "Jazz",     "Jeans",    "Jet",      "Journal",  "Junior",   "Karma",    "Kebab",    "Ketchup",
    "Kiosk",    "Kiwi",     "Koala",    "Label",    "Latte",    "Lava",     "Lift",     "Logo",
    "Lotion",   "Lounge",   "Mantra",   "Marathon", "Marzipan", "Massage",  "Matador",  "Matrix",
    "Medium",   "Memo",     "Menthol",  "Meteor",   "Minute",   "Model",    "Moment",   "Monitor",
    "Motto",    "Muffin",   "Museum",   "Musical",  "Mustang",  "Neon",     "Ninja",    "Nirvana",
    "Nougat",   "November", "Olive",    "Omelette", "Onyx",     "Opal",     "Orange",   "Orbit",
    "Oregano",  "Orient",   "Original", "Ornament", "Otter",    "Outfit",   "Panda",    "Panorama",
    "Papaya",   "Paprika",  "Papyrus",  "Park",     "Patent",   "Patio",    "Pause",    "Pesto",
    "Phantom",  "Piano",    "Pilot",    "Pixel",    "Pizza",    "Planet",   "Plankton", "Polka",
    "Portal",   "Protein",  "Pudding",  "Pullover", "Puma",     "Puzzle",   "Pyjama",   "Python",
    "Quiche",   "Quiz",     "Radar",    "Radius",   "Rafting",  "Ravioli",  "Reggae",   "Region",
    "Relief",   "Reporter", "Ring",     "Risotto",  "Rose",     "Rotor",    "Rucksack", "Rugby",
    "Safari",   "Salsa",    "Samurai",  "Sandwich", "Sardine",  "Scanner",  "Schema",   "Score",
    "Senator",  "Server",   "Shampoo",  "Sherry",   "Show",     "Ski",      "Slalom",   "Slogan",
    "Snack",    "Sonar",    "Souvenir", "Sprint",   "Station",  "Stereo",   "Steward",  "Student",
    "Studio",   "Sultan",   "Sushi",    "Symbol",   "System",   "Tandem",   "Tarot",    "Taxi",
    "Team",     "Telex",    "Tennis",   "Terminal", "Termite",  "Tiger",    "Tiramisu", "Titan",
    "Tofu",     "Tornado",  "Torso",    "Totem",    "Tourist",  "Trailer",  "Training", "Transit",
    "Trick",    "Tsunami",  "Tundra",   "Tunnel",   "Turbine",  "Tweed",    "Twist",    "Ukulele",
    "Veranda",  "Video",    "Villa",    "Vitamin",  "Wasabi",   "Western",  "Whisky",   "Wigwam",
    "Wok",      "Wombat",   "Workshop", "Yacht",    "Zebra",    "Zeppelin", "Zombie",   "Zucchini",
});
static_assert(kCallWords.size() == 256);

} // namespace kontor
