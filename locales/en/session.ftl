### Signing out, and the question "Are you still there?"

## Still there? (a page without JavaScript, a box with it)

session-still-title = Are you still there?
# $minutes is a number.
session-still-text =
    { $minutes ->
        [one] You will be signed out in { $minutes } minute. We do this so that nobody else can read your records.
       *[other] You will be signed out in { $minutes } minutes. We do this so that nobody else can read your records.
    }
# $clock is minutes and seconds and counts down.
session-still-clock = You will be signed out in { $clock }.
session-stay = Stay signed in
session-leave = Sign out now
session-stayed = Good. You are still signed in.

## Signed out

session-out-title = You are signed out
session-out-text = Your records are sealed. You can close this page now.
session-out-shared = If other people use this phone, they cannot see your records.
session-out-again = Sign in again

## A form that was sent too late

# $time is a time of day.
session-form-kept = You were signed out before you sent the form. We keep what you filled in until { $time }. Open the form again to go on.
session-form-filled = We filled in what you had chosen before.
