### Words that stand on every page, and the home page.
### Keep sentences short: a child of nine and a tired elder should both understand them.

## The shell: header, menu, footer

# The title in the browser's tab. $page is the heading of the page, $clinic the clinic's own name.
common-title = { $page } – { $clinic }
# The same when the form has an error, so that a screen reader says it first.
common-title-error = Error: { $page } – { $clinic }
common-skip = Skip to the main part of the page
common-menu-label = Pages
common-home = Home
common-labs = Lab reports
common-prescriptions = Prescriptions
common-sign-out = Sign out
# Spoken by screen readers before the name of the other language.
common-language-change = Change the language to
common-footer-promise = Your records stay sealed. Only your code opens them.
# $phone is the clinic's phone number.
common-footer-help = Need help? Call the clinic: { $phone }
common-footer-help-desk = Need help? Ask at the clinic's desk.
# Only where messages go to a phone in the browser, for trying the portal out.
common-sandbox-phone = The phone for trying out

## Names of languages, each in its own script, the same in every file

language-en = English
language-hi = हिन्दी

## Buttons and small words used in many places

common-go-home = Go to the home page
common-error-title = There is a problem
# Read aloud before the error that stands beside a field.
common-error-prefix = Error:

## Home

# $name is the person's name as the clinic wrote it.
home-title = Hello, { $name }
# The same while somebody acts for this person.
home-title-acting = { $name }'s records
home-lead = Your lab reports and prescriptions are kept here under a seal. You open each one with a code.
home-labs-button = See my lab reports
home-prescriptions-button = See my prescriptions
home-latest-title = Your newest report
home-latest-title-acting = The newest report
home-latest-open = Open this report
home-latest-look = Look at this report
home-history = Who saw or did what
home-settings = Your settings
home-none = You have no lab reports yet. New ones will be shown here.
home-none-acting = There are no lab reports yet. New ones will be shown here.
home-how-title = How the seal keeps your reports safe
home-how-sealed = A report stays sealed until you want to read it.
home-how-code = We send a code to your mobile. It opens that one report only.
home-how-close = After a few minutes the report seals itself again.
