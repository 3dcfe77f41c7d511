import QtQuick
import QtTest
import Kontor.App
import Kontor.Fakes
import Kontor.Ui

// What one says of oneself, by keyboard and screen reader.
Item {
    id: root
    width: 560
    height: 900

    Component {
        id: officeMaker
        Office {}
    }
    Component {
        id: cardMaker
        ProfileCard {
            required property Office office
            width: 520
            account: office.app.account
            profile: office.app.profile
        }
    }
    Component {
        id: formMaker
        StatusForm {
            required property Office office
            width: 520
            profile: office.app.profile
        }
    }
    Component {
        id: buttonMaker
        ProfileButton {
            required property Office office
            account: office.app.account
            profile: office.app.profile
        }
    }
    Component {
        id: avatarMaker
        Avatar {
            initials: "BL"
            colour: 1
        }
    }

    TestCase {
        name: "Profile"
        when: windowShown
        property Office office

        function init() {
            office = officeMaker.createObject(root); // outlives what shows it
            office.showAvatars();
        }
        function card(): ProfileCard {
            const made = createTemporaryObject(cardMaker, root, {
                office: office
            }) as ProfileCard;
            waitForRendering(made);
            return made;
        }
        function form(): StatusForm {
            const made = createTemporaryObject(formMaker, root, {
                office: office
            }) as StatusForm;
            waitForRendering(made);
            return made;
        }
        function pressIn(made: Item, name: string) {
            const control = findChild(made, name);
            verify(control, name);
            verify(control.visible, name);
            verify(office.press(control), name);
            office.settle();
        }

        function test_aStatusIsSaidAndTakenBack() {
            const made = form();
            verify(!findChild(made, "clearStatus").visible);
            verify(!findChild(made, "saveStatus").enabled);
            pressIn(made, "statusBusy");
            verify(office.checked(findChild(made, "statusBusy")));
            const line = findChild(made, "statusLineInput");
            line.forceActiveFocus();
            keyClick("H");
            keyClick("i");
            pressIn(made, "endOneHour");
            pressIn(made, "saveStatus");
            compare(office.app.account.status, "Hi");
            compare(office.app.account.availability, ProfileViewModel.Busy);
            verify(findChild(made, "statusStanding").visible);
            pressIn(made, "clearStatus");
            compare(office.app.account.status, "");
            compare(line.text, "");
        }
        function test_aTimeThatIsNoneIsSaidAndStays() {
            const made = form();
            verify(!findChild(made, "statusTime").visible);
            pressIn(made, "statusAway");
            pressIn(made, "endAtTime");
            const time = findChild(made, "statusTimeInput");
            time.forceActiveFocus();
            keyClick("x");
            keyClick(Qt.Key_Return);
            office.settle();
            compare(office.app.account.availability, ProfileViewModel.Unsaid);
            verify(office.app.profile.statusFailure.length > 0);
            compare(time.text, "x");
        }
        function test_theSettingsLeadToTheStatus() {
            const made = card();
            verify(!findChild(made, "ownStanding").visible);
            pressIn(made, "changeStatus");
            const sheet = findChild(made, "statusSheet");
            tryVerify(() => sheet.opened);
            pressIn(sheet.contentItem, "statusBusy");
            pressIn(sheet.contentItem, "saveStatus");
            tryVerify(() => findChild(made, "ownStanding").visible);
        }
        function test_theNameIsChangedInPlace() {
            const made = card();
            verify(!findChild(made, "saveName").visible);
            const name = findChild(made, "profileNameInput");
            name.forceActiveFocus();
            name.selectAll();
            keyClick("A");
            keyClick("b");
            verify(findChild(made, "saveName").visible);
            keyClick(Qt.Key_Return);
            office.settle();
            compare(office.app.account.name, "Ab");
            verify(!findChild(made, "saveName").visible);
        }
        function test_aPictureIsChosenAndRemoved() {
            const made = card();
            const picture = findChild(made, "avatarPicture");
            verify(!picture.shown);
            verify(!findChild(made, "removePicture").visible);
            pressIn(made, "changePicture");
            verify(office.choosing());
            office.choose([office.makeFile("me.png", 400, 300)]);
            tryVerify(() => picture.shown);
            verify(findChild(made, "removePicture").visible);
            pressIn(made, "removePicture");
            tryVerify(() => !picture.shown);
        }
        function test_whatIsNoPictureIsSaid() {
            const made = card();
            pressIn(made, "changePicture");
            office.choose([office.makeFile("words.txt", 0, 0)]);
            tryVerify(() => office.app.profile.pictureFailure.length > 0);
            verify(!findChild(made, "removePicture").visible);
        }
        function test_ownPictureLeadsToTheStatus() {
            const made = createTemporaryObject(buttonMaker, root, {
                office: office
            });
            waitForRendering(made);
            verify(office.nameOf(made).endsWith("set status"));
            verify(office.press(made));
            const sheet = findChild(made, "statusSheet");
            tryVerify(() => sheet.opened);
            pressIn(sheet.contentItem, "statusAvailable");
            pressIn(sheet.contentItem, "saveStatus");
            compare(office.app.account.availability, ProfileViewModel.Available);
            verify(office.nameOf(made).endsWith("available: change status"));
        }
        function test_availabilityHasAShapeOfItsOwn() {
            const made = createTemporaryObject(avatarMaker, root);
            for (const one of [ProfileViewModel.Available, ProfileViewModel.Busy, ProfileViewModel.Away]) {
                made.availability = one;
                waitForRendering(made);
                verify(findChild(made, "availabilityMark").visible);
                compare(findChild(made, "busyBar").visible, one === ProfileViewModel.Busy);
            }
            made.availability = ProfileViewModel.Unsaid;
            verify(!findChild(made, "availabilityMark").visible);
        }
    }
}
