### The access history: who saw or did what.

history-title = Who saw or did what
history-lead = Every line says what happened with your account and your records. The newest is first. Nobody can change a line without us noticing.
history-none = There is nothing here for what you chose.
history-more = More
history-older = Older lines
history-back = All lines

## Choosing what is shown

history-filter = Choose what to see
history-show = What to show
history-show-matters = What matters most
history-show-all = Everything, every code too
history-show-sign-in = Signing in and out
history-show-codes = Codes
history-show-records = Records
history-show-account = Your account
history-show-clinic = What the clinic did
history-from = From this day
history-to = To this day
history-date-hint = Leave it empty to see all days.
history-date-malformed = There is no such day.
history-date-backwards = The last day is before the first day. Please change one of them.
history-filter-button = Show
history-filter-reset = Start again

## A line

history-item-report =
    { $date ->
        [none] Lab report without a date
       *[other] Lab report of { $date }
    }
history-item-prescription =
    { $date ->
        [none] Prescription without a date
       *[other] Prescription of { $date }
    }
history-item-dispensing =
    { $date ->
        [none] Medicine handed over, without a date
       *[other] Medicine handed over on { $date }
    }
history-item-document =
    { $date ->
        [none] Document without a date
       *[other] Document of { $date }
    }
history-item-observation =
    { $date ->
        [none] Result without a date
       *[other] Result of { $date }
    }
history-by-here = Who: somebody on this device, since you last signed in
history-by-elsewhere = Who: somebody on another device, or on this one before
history-by-guardian = Who: { $name }, for you
history-by-somebody = Who: somebody who may act for you
history-by-clinic = Who: the clinic
history-by-itself = It happened by itself.
history-by-unknown = We no longer keep who it was.
# $device is a browser and what it runs on: "Chrome on Android".
history-device = With: { $device }
history-code = Code: Ref { $ref }
history-code-text = Code: Ref { $ref }, by text message
history-code-call = Code: Ref { $ref }, by a call
history-not-genuine = This line is not as we wrote it. Please tell the clinic.
history-reported = On { $date } you told us that this was not you.
history-looked-at = You told us that this was not you. The clinic looked at it on { $date }.

## This was not me

history-not-me-question = Was this not you?
history-not-me-lead = Tell us. We sign out all other devices and let the clinic know.
history-not-me = This was not me
history-not-me-title = Was this not you?
history-not-me-will = If you say so:
history-not-me-sessions = All other devices are signed out at once. Codes that are under way stop working.
history-not-me-clinic = The clinic is told to look at this line. They see your patient number and what happened, but no results.
history-not-me-button = This was not me. Tell the clinic
history-not-me-cancel = No, go back
history-not-me-guardian = The person who did this is signed out everywhere, so what they opened for you is closed.
# Only the clinic can do so.
history-guardian-stays = They may still act for you. Only the clinic can end that: call them if you want it.
history-reported-enough = You told us about many lines already. The clinic looks at those first. Is it urgent? Then please call the clinic.
history-next-title = What happens now
history-next-sessions = All other devices were signed out.
history-next-clinic = The clinic was told. They look at it and call you on the number they know.
history-next-here = It happened on this device, and this device stays signed in. If others use it, sign out when you are done.
history-next-password = Change your password now, so that nobody who knows the old one can come in.
history-next-button = Go to your settings
# $phone is the clinic's number or address.
history-next-help = Is it urgent? Call the clinic: { $phone }

## The proof

history-proof-title = Can somebody change this line?
# $place is the number of the line in the list of all.
history-proof-place = This line is number { $place } in a sealed list. Nobody can change it, or take it out, without it being seen.
history-proof-waits = This line gets its place in the sealed list in a few seconds. Then nobody can change it unseen.
history-proof-broken = The list is not as we sealed it, so we cannot show that this line is right. Please tell the clinic.
history-proof-file = You can keep a file that shows it. Somebody who knows computers can check it without us.
history-proof-button = Save the file

## What happened

history-password-kept = Your password stayed the same. We now keep it in a safer way.
history-event-challenge-opened = A code was asked for
history-event-code-resent = A code was sent once more
history-event-code-answered = The right code was typed
history-event-code-failed = A code was typed that did not work
history-event-challenge-ended = Wrong codes were typed too often, so that code was stopped
history-event-code-refused = A code was asked for, and we sent none
history-event-sign-in-failed = Somebody tried to sign in and could not
history-event-signed-in = Somebody signed in to your account
history-event-signed-out = Somebody signed out
history-event-session-ended = A device was signed out
history-event-record-opened = A record was opened with a code
history-event-record-read = An open record was read
history-event-record-sealed = A record was sealed again
history-event-record-refused = A record was asked for that is not there, or not yours
history-event-imported = The clinic put in new data about you
history-event-password-changed = A new password was set
history-event-codes-by-set = It was set how your codes come
history-event-wrong-tries-forgiven = The clinic let you try codes again
history-event-patient-added = The clinic made your account
history-event-claim-failed = Somebody gave a number or a birth date that is not right
history-event-activated = Your account was activated
history-event-notice-accepted = You agreed to how the clinic uses your data
history-event-password-refused = A wrong password was typed while changing the password
history-event-settings-changed = Settings were changed
history-event-key-rotated = The clinic changed a key of the portal
history-event-line-reported = You told us that a line was not you
# $what is devices, guardians or line.
history-event-looked-at-by-staff =
    { $what ->
        [devices] The clinic looked at the list of your devices
        [guardians] The clinic looked at who may act for you
       *[line] The clinic looked at a line of your history
    }
history-event-look-up-shown = The clinic looked at what a pharmacy asked for
history-event-report-looked-at = The clinic looked at a line that was not you
history-event-export-asked = A file with all your data was asked for
history-event-export-taken = The file with all your data was taken
history-event-erasure-asked = We were asked to erase your data
history-event-erasure-withdrawn = The wish to erase your data was taken back
history-event-erasure-confirmed = The clinic agreed to erase your data
history-event-erasure-refused = The clinic did not agree to erase your data
history-event-erased = Your data was erased
history-event-keys-retired = The clinic destroyed old keys of the portal
history-event-keys-adopted = The clinic put the portal back from a copy
history-event-log-restored = The clinic put the sealed list back from a copy
history-event-number-change-asked = Somebody asked to use a new phone number
history-event-number-changed = Your phone number was changed
history-event-rebind-asked = The clinic was asked to change your phone number
history-event-rebind-put-off = We could not send another code to stop the change of your phone number, so the change waits longer
history-event-rebind-stopped = The change of your phone number was stopped
history-event-device-ended = A device was signed out from another one
history-event-wipe-asked = We were asked to clear a lost device
history-event-wipe-delivered = A lost device was cleared
history-event-guardian-added = The clinic said that somebody may act for you
history-event-guardian-ended = The clinic said that somebody may no longer act for you
history-event-ward-added = The clinic said that you may act for somebody
history-event-ward-ended = The clinic said that you may no longer act for somebody
history-event-acting-began = Somebody began to act for you
history-event-acting-ended = Somebody stopped acting for you
history-event-ward-acting-began = You began to act for somebody
history-event-ward-acting-ended = You stopped acting for somebody
history-event-pin-set = A PIN was set
history-event-pin-removed = The PIN was removed
history-event-pin-failed = A PIN was typed that is not right
history-event-prescription-looked-up = A pharmacy looked your prescription up
history-event-look-up-failed = A pharmacy asked for a number that is not there
history-event-pharmacy-allowed = A pharmacy was let in to see your medicines
history-event-pharmacy-vouched = A pharmacy was let in without your code
history-event-vouch-refused = A pharmacy wanted to see something without your code, and was not let in
history-event-vouched = You answered for something that was handed over without a code
history-event-untold-seen = You saw what a pharmacy did without your code
history-event-pharmacy-refused = You told a pharmacy no
history-event-dispensed = A medicine was handed over
history-event-dispensing-undone = The pharmacy undid what it had handed over
history-event-collection-denied = You told us that you did not collect something
history-event-collector-named = You named somebody who collects for you
history-event-collector-ended = You said that somebody no longer collects for you
history-event-pharmacy-added = The clinic added a pharmacy
history-event-pharmacy-ended = The clinic took a pharmacy away
history-event-staff-added = The clinic made your account
history-event-staff-ended = The clinic ended your account
history-event-token-added = The clinic gave a key to a pharmacy's program
history-event-token-revoked = The clinic took back the key of a pharmacy's program
