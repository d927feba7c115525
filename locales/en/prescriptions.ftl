### A patient's prescriptions.

prescriptions-collector-named = This is written down. You still get the code when they collect.
prescriptions-collector-ended = Nobody collects this for you any more.
prescriptions-denied = The clinic knows now that you did not collect this.
prescriptions-seen = You will not see this at the top any more. It stays in your history.
prescriptions-sealed-again = Your prescription is sealed again.
prescriptions-sealed-by-time = The time is over, so your prescription is sealed again.

## The list. It never names a medicine.

prescriptions-title = Your prescriptions
prescriptions-empty-title = No prescriptions yet
prescriptions-empty-text = When a doctor writes one for you, you will find it here.
prescriptions-current = To collect
prescriptions-past = Past
prescriptions-back = Back to all prescriptions
# $date is a whole date, such as 12 March 2026.
prescriptions-one = Prescription of { $date }
# $count is a number.
prescriptions-medicines =
    { $count ->
        [one] { $count } medicine
       *[other] { $count } medicines
    }
prescriptions-now = Can be collected now
# Both are numbers.
prescriptions-some-now = { $now } of { $all } medicines can be collected now
# $date is a whole date.
prescriptions-from = Can be collected from { $date }
prescriptions-used-up = Everything was collected
prescriptions-expired = Can no longer be collected
prescriptions-withdrawn = The doctor stopped it
# Both are numbers: 2 of 3 times left.
prescriptions-times =
    { $of ->
        [one] { $left } of { $of } time left
       *[other] { $left } of { $of } times left
    }
prescriptions-times-begun =
    { $of ->
        [one] Some of it was collected, the rest is left
       *[other] { $left } of { $of } times left, one of them begun
    }
# $date is a whole date in both.
prescriptions-until = Until { $date }
prescriptions-until-some = Some of it only until { $date }
# In both, $time is a time of day, $name a pharmacy and $count a number.
prescriptions-waits =
    { $count ->
        [one] { $time }: { $name } asks to hand over { $count } medicine. Did you go there?
       *[other] { $time }: { $name } asks to hand over { $count } medicines. Did you go there?
    }
# The pharmacy was let in, and nothing was handed over yet.
prescriptions-let-in =
    { $count ->
        [one] { $time }: { $name } may hand over { $count } medicine now. Are you there?
       *[other] { $time }: { $name } may hand over { $count } medicines now. Are you there?
    }
prescriptions-waits-link = Look and answer
# $name is a pharmacy. $date is a date and a time.
prescriptions-untold-let-in = { $name } was let in to your medicines without your code on { $date }. No text could reach you.
prescriptions-untold-wanted = { $name } tried to see your medicines without your code on { $date }, and was not let in. No text could reach you.
prescriptions-untold-link = Look at it
prescriptions-untold-seen = I have seen this

## One prescription

prescriptions-show = Show this at the pharmacy
prescriptions-show-text = The pharmacist types or scans this number. It does not say which medicine it is. Then we send you a code.
prescriptions-qr = The same number, for a scanner
prescriptions-medicines-title = Your medicines
prescriptions-sealed = Nobody sees which medicines these are until you open them.
prescriptions-see = See the medicines

## One medicine, once it is open

medicine-prescriber = Written by
medicine-each-time = You get each time
medicine-now = You can get now
# $amount is a number with its unit.
medicine-up-to = Up to { $amount }
medicine-whole = All that the doctor wrote, at once
medicine-not-now = Not yet
medicine-times = How many times you can get it
medicine-next = Next time from
medicine-until = Until
medicine-given = Handed over
# $amount is a number with its unit. $date is a whole date.
medicine-given-amount = { $amount }, on { $date }
medicine-given-whole = All at once, on { $date }
medicine-brand = Brand
medicine-brand-any = The pharmacist may give another brand
medicine-brand-this = Only this brand
medicine-controlled = This medicine has rules of its own. The pharmacist asks whoever collects it for an identity card (such as Aadhaar, voter card or driving licence).

## What was handed over

prescriptions-given-title = What was handed over
prescriptions-given-vouched = Without your code. Two pharmacists answered for it.
# In place of a pharmacy's name.
prescriptions-given-somewhere = Another place
prescriptions-given-elsewhere = Another program says so, not this portal.
# $date is a date and a time.
prescriptions-given-mistaken = We heard on { $date } that this was a mistake.
# $date is a date and a time.
prescriptions-given-undone = The pharmacy undid this on { $date }.
prescriptions-given-denied = You told us on { $date } that you did not collect this. The clinic knows.
prescriptions-deny = I did not collect this
prescriptions-deny-title = Did you not collect this?
prescriptions-deny-will = If you tell us, this happens:
prescriptions-deny-clinic = The clinic knows at once, and looks into it.
prescriptions-deny-somebody = First ask at home: perhaps somebody collected it for you.
prescriptions-deny-cancel = Go back, nothing is told

## Somebody else who collects

prescriptions-send-title = Somebody else collects for me
prescriptions-send-lead = Tell us who collects your medicines, and on which day.
prescriptions-send-none = You have no prescription that can be collected.
prescriptions-send-code = The code still comes to you, when they are at the pharmacy. Read it to them on the phone.
prescriptions-send-one = One person for each prescription. If you name another person, only the last one counts.
prescriptions-send-button = Name somebody
prescriptions-collectors-title = Who collects this for you
# $name is a person. $date is a whole date.
prescriptions-collector = { $name }, on { $date }
prescriptions-take-back = They no longer collect
prescriptions-who-title = Who collects for you?
prescriptions-who-of = What do they collect?
prescriptions-who-name = Their name
prescriptions-who-name-hint = As it stands on their identity card (such as Aadhaar, voter card or driving licence)
prescriptions-who-day = The day
prescriptions-who-day-hint = Today, or a day in the next three months.
prescriptions-who-button = Save

## A pharmacy that waits

# For the browser's tab and its lists, which others may see: these name nobody.
asked-tab = A pharmacy asks for your answer
asked-was-tab = What a pharmacy asked
# $name is a pharmacy.
asked-title = { $name } asks for your answer
# Once nothing is to be answered any more.
asked-was-title = What { $name } asked
asked-purpose = To look at the medicines yourself
asked-how = We sent you a code. Tell it to the pharmacist. Or type it here to look first, and then say yes or no.
asked-medicines = May the pharmacy hand this over?
asked-yes = Yes, give me these
asked-no = No, I did not ask for this
# $time is a time of day.
asked-allowed = The pharmacy sees these medicines and may hand them over until { $time }.
asked-refused = You said no. The pharmacy sees nothing.
asked-dispensed = The pharmacy wrote down that it handed your medicines over.
asked-undone = The pharmacy undid it. Nothing was handed over.
asked-over = The time for this has passed. Nothing was handed over.
asked-closed = The time to look has passed. The pharmacist can ask again.
asked-nothing = Nothing on this prescription can be handed over now.
asked-late = This code has ended. The pharmacist can send you a new one.
asked-again = Look again
asked-to-prescription = To the prescription
