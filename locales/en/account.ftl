### Accounts: activating one, a forgotten password, changing the password, and settings.

## Activating an account

activate-title = Activate your account
activate-lead = Tell us who you are. Then we send a code to the mobile number that you gave the clinic.
activate-number-label = Patient number
activate-number-hint = It is on your clinic card.
activate-title-welcome = Welcome
# $name is the person's name.
activate-welcome = Welcome, { $name }
activate-read = Please read this first. Then choose a password.
activate-button = Activate my account

## Birth date, in three fields

birth-label = Date of birth
birth-hint = For example 29 2 1948
birth-day = Day
birth-month = Month
birth-year = Year

## A forgotten password

forgotten-title = Set a new password
forgotten-lead = Tell us who you are. Then we send a code to the mobile number that you gave the clinic.
forgotten-choose = Choose a new password. You will be signed out everywhere else.

## Choosing a password

account-new-password-label = New password
account-new-password-hint = At least 10 characters. A few words that you can remember are good.
account-password-button = Save the new password
account-to-sign-in = Back to sign in

## What happened

account-already-active = This account is active already. Sign in with its password. If you did not set one, call the clinic.
account-activated = Your account is active. You are signed in.
account-password-set = Your new password is saved. Sign in with it now.
account-password-changed = Your password is changed. All other devices are signed out.
account-settings-saved = Your settings are saved.

## Settings

settings-title = Your settings
settings-codes-label = How codes come
settings-codes-default = By text message. If it does not come, we call.
settings-codes-text = By text message only
settings-codes-call = By a call. If nobody picks up, we send a text message.
settings-language-label = Language of pages and messages
settings-text-label = Size of the text
settings-text-normal = Normal
settings-text-large = Larger
settings-change-button = Change these settings
settings-code-hint = To keep you safe we send a code first.
settings-change-title = Change your settings
settings-save = Save
settings-password-title = Change your password
settings-password-text = You need your current password and a code.
settings-password-button = Change my password
settings-current-label = Current password
settings-current-hint = The one you sign in with now.
settings-notice-link = How the clinic uses your data
