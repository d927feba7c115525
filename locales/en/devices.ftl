### The devices that somebody signed in with, and lost ones.

devices-link = Your devices
devices-title = Your devices
devices-lead = These are the phones and computers on which you signed in. Is there one that you do not know? Sign it out, and change your password.
# $browser is the name of a browser, $system of what it runs on: "Chrome on Android".
devices-name = { $browser } on { $system }
devices-a-browser = A browser
devices-this = This device
devices-signed-in = Signed in
devices-signed-out = Not signed in
devices-last-seen = Last used
devices-first-seen = First used
devices-place = Roughly where
devices-end-button = Sign it out
devices-others-button = Sign out everywhere but here
devices-lost-link = This one is lost
devices-clear-link = Clear this device
devices-ended = That device is signed out.
devices-others-ended = You are signed out everywhere but here.

## A lost one

devices-lost-title = Is this device lost?
devices-lost-text = We sign it out at once. When somebody next opens our pages on it, it forgets everything of yours.
devices-clear-title = Clear this device?
devices-clear-text = You will be signed out here, and this phone or computer will forget everything of ours. Nothing else on it is erased.
devices-lost-kept = Your reports stay safe with the clinic.
devices-lost-button = Yes, clear it
devices-lost-back = No, go back
devices-wipe-asked = It is signed out. It will be cleared as soon as somebody opens our pages on it.
# $when is a date and time.
devices-wipe-waits = Lost. We were asked on { $when } to clear it. Nobody has opened our pages on it since then.
# $asked and $when are dates and times.
devices-wipe-done = Lost. We were asked on { $asked } to clear it, and it was cleared on { $when }.

## What a lost one shows

device-wiped-title = This phone or computer was cleared
device-wiped-text = We were asked to clear it. So we signed it out, and it forgot everything of ours. If it is yours, you can sign in again.
