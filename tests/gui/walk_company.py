"""walk_company.py de|en light|dark: a company from nothing in real windows, with a real server. In German it is
walked by keyboard alone, in English by the actions that a screen reader has. Pictures: build/release/gui."""
import sys
import walk_actions as actions
import walk_entering as entering
import walk_living as living
import walk_pins as pins
import walk_polls as polls
import walk_profile as profile
import walk_rules as rules
import walk_talking as talking
import walk_timers as timers
import walk_unread as unread
from walk import story, walk


def tell():
    language, theme = sys.argv[1:3]
    with walk(f"{language}-{theme}", language=language, by_keyboard=language == "de") as w:
        entering.register_anna(w)
        living.settings(w, theme)
        entering.notes_carry_a_link(w)
        talking.colleagues(w)
        talking.direct(w)
        actions.between_two(w)
        talking.lines_links_and_copies(w)
        profile.between_two(w)
        polls.between_two(w)
        timers.between_two(w)
        unread.new_ones(w)
        unread.drafts_and_typing(w)
        actions.jump(w)
        unread.apart(w)
        talking.group(w)
        pins.in_a_group(w)
        rules.between_three(w)
        living.every_control_by_tab(w)
        talking.members(w)
        timers.the_company_sets_a_bound(w)
        talking.search(w)
        living.small_and_large(w)
        living.one_pane(w)
        living.started_twice(w)
        living.without_a_server(w)
        living.killed(w)


if __name__ == "__main__":
    story(tell)
