### Signing in, and choosing a person when several share one phone.

## The sign-in page

sign-in-title = Sign in
sign-in-lead = First tell us who you are. Then we send a code to your mobile.
sign-in-identifier-label = Mobile number, e‑mail or patient number
sign-in-identifier-hint = Use the one the clinic knows. Your patient number is on your clinic card.
sign-in-password-label = Password
sign-in-password-hint = Big and small letters are different.
sign-in-button = Continue
sign-in-forgot = Forgot your password?
# Followed by the link "Activate your account".
sign-in-first = First time here?
sign-in-activate = Activate your account

## Notices at the top of the sign-in page

# $minutes is a number.
sign-in-timed-out =
    { $minutes ->
        [one] You were signed out because nothing happened for { $minutes } minute. Sign in to go back to where you were.
       *[other] You were signed out because nothing happened for { $minutes } minutes. Sign in to go back to where you were.
    }
# After the longest time a person may stay signed in.
sign-in-long-session = You were signed in for a long time, so we signed you out to keep you safe. Sign in to go back to where you were.
sign-in-needed = Please sign in to see this page.

## Who is it: two or more people have the same phone number

who-title = Who are you?
who-lead = More than one person uses this mobile number. Choose your own name.
who-list-label = People with this mobile number
who-missing = Your name is not here? Ask at the clinic's desk.
who-button = Continue as { $name }
