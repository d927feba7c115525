### Taking one's data away, and having it erased.

my-data-title = Your data
my-data-link = Get a copy of your data
my-data-back = Back to your settings
my-data-lead = You can take a copy of what we keep about you.
my-data-files = You get two files:
my-data-is-page = A page that you can read, print and keep. It has your reports, your prescriptions, what was handed over, your settings, your devices, your family here, and who looked at all that.
my-data-is-bundle = A file for another clinic's computer (FHIR).
my-data-without = Passwords, PINs and codes are not in them. Nor is what was put right later, as it was before.
my-data-once = The files are ready in a minute or two. You can take each of them once, within one hour, on this device. Stay signed in until you have them.
my-data-safe = Keep them in a safe place. Whoever has the files can read everything in them.
my-data-ask = Get a copy of my data
my-data-anew = Make new files
my-data-making-title = We are making your files
# Both are numbers. None of none means that it has not begun.
my-data-making =
    { $all ->
        [0] We begin in a moment.
       *[other] { $done } of { $all } reports and prescriptions are done.
    }
my-data-making-hint = This page looks again by itself. You can wait here.
my-data-again = Look again now
my-data-ready-title = Your files are ready
my-data-over-title = You have taken your files
my-data-until = You can take them until { $time }.
# $size is a number with a decimal point.
my-data-take-page = Save the page ({ $size } MB)
my-data-take-bundle = Save the file for computers ({ $size } MB)
my-data-taken = You have taken this one.
my-data-gone = This file is not here any more. You can take each file once, within one hour, on the device that asked for it.
my-data-lost = If a file did not arrive whole, make new files. You need a new code for that.
my-data-given-up = The files could not be made. Please try again. If it fails again, call the clinic.

## The page itself

my-data-page-title = The data of { $name }
my-data-page-made = From { $clinic }, made on { $date }
my-data-page-keep = Keep this page in a safe place. Whoever has it can read all of it.
my-data-number = Patient number
my-data-birth = Date of birth
my-data-phone = Phone
my-data-email = E-mail
my-data-account = Your account
my-data-account-own = Somebody who acts for this person took this copy. So their settings, devices, family and notices are not in it. Only they themselves can take those.
my-data-waiting = A new number that waits
# $ending is the last two digits, $date when it happens.
my-data-waiting-says = Ends in { $ending }, codes go there from { $date }
my-data-notices = How the clinic uses your data: what you agreed to
# $version is a version, $language the name of a language, $date a whole date with its time.
my-data-notice = Version { $version }, read in { $language }, on { $date }
my-data-notices-none = You agreed to nothing yet.
my-data-devices-none = You signed in on no phone or computer.
my-data-counter-number = Number for the pharmacy
my-data-collectors = Who may collect it
my-data-reports = Lab reports
my-data-reports-none = There are no lab reports.
# $date is a whole date, or none.
my-data-under-review =
    { $date ->
        [none] A report without a date is still being checked. It is not in this page.
       *[other] A report of { $date } is still being checked. It is not in this page.
    }
my-data-withdrawn =
    { $date ->
        [none] A report without a date was taken back by the laboratory.
       *[other] A report of { $date } was taken back by the laboratory.
    }
my-data-prescriptions = Prescriptions
my-data-prescriptions-none = There are no prescriptions.
my-data-prescription-ended = Stopped or cancelled
my-data-written = Written
my-data-prescriber = By
my-data-reason = For
my-data-remarks = Remarks
my-data-amount = Amount
my-data-amount-first = Amount the first time
my-data-lasts = Lasts
my-data-repeats = How many more times it can be had
my-data-interval = Again after
my-data-schedule = Kind of medicine by law
my-data-valid-from = From
my-data-valid-until = Until
my-data-dispensed = Handed over
my-data-dispensings = Medicines handed over for prescriptions that are not here
my-data-dispensed-at = On
my-data-undone = Undone by the pharmacy
my-data-other-brand = Another brand was given
my-data-pharmacy = Pharmacy
my-data-dispensed-by = Handed over by
my-data-dispensed-to = To
my-data-to-patient = the patient
my-data-paper = Identity card that was shown
# $kind is a word such as Passport, $last the end of its number.
my-data-paper-ends = { $kind }, its number ends in { $last }
my-data-agreed = Agreed
my-data-agreed-code = by a code to the phone
my-data-agreed-otherwise = without a code: { $reason }
my-data-history = Who saw or did what
my-data-history-lead = The newest is first.
my-data-by-you = you, or somebody on your device
my-data-by-guardian = somebody who may act for you
my-data-by-clinic = the clinic
