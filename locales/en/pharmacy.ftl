### The counter of a pharmacy, and what was handed over there.

pharmacy-dispensed = This is written down.
pharmacy-undone = This is undone. Nothing was handed over.

refusal-prescription-number-missing = Type the prescription number.
refusal-prescription-number-malformed = A prescription number has 9 letters and digits. Type it as it is shown.
refusal-prescription-number-mistyped = One letter or digit of this number is wrong. Compare it once more.
refusal-prescription-changed = This prescription has changed just now. Look at it once more.
refusal-amount-missing = Type how much you hand over.
refusal-amount-malformed = Type the amount as a number, such as 10 or 2.5.
refusal-amount-unclear = Type the amount without a comma, such as 1000 or 1.5.
# $most is a number.
refusal-too-much = This is more than may be handed over now. The most is { $most }.
refusal-amount-not-counted = This is handed over whole, without an amount.
# $time is a day and a time.
refusal-not-open = This can be collected from { $time }.
refusal-used-up = Nothing is left of this.
refusal-prescription-ended = This prescription has ended.
refusal-nothing-chosen = Type an amount for at least one medicine.
refusal-identity-needed = This medicine is controlled. Write down which identity card you looked at.
refusal-identity-number-needed = Type the number of the identity card.
refusal-controlled = These medicines are controlled. They need the patient's own code.
refusal-nothing-there = Nothing can be handed over for this number.
refusal-look-up-over = The time for this has passed. Start again with the prescription number.
refusal-patient-refused = The patient said no. Hand nothing over.
refusal-reason-needed = Say in a few words why no code can reach the patient.
refusal-somebody-else-needed = Somebody other than you must sign in here.
refusal-collector-needed = Type the name of whoever collects.
refusal-collector-day-needed = Choose the day: today, or within three months.

## Lines of the history

# $name is a pharmacy.
history-by-pharmacy = Who: { $name }
history-by-a-pharmacy = Who: a pharmacy
my-data-by-pharmacy = a pharmacy

refusal-login-missing = Type your login.

## Signing in at a pharmacy

pharmacy-sign-in-title = Sign in at your pharmacy
pharmacy-sign-in-lead = For the people who work there. After the password we send a code to your mobile.
pharmacy-login-label = Login
pharmacy-login-hint = The clinic gave it to you.
# Followed by the link "Sign in as a patient".
pharmacy-sign-in-patient = Are you a patient?
pharmacy-sign-in-as-patient = Sign in as a patient
pharmacy-out-text = Nobody can look anything up here now. You can close this page.
pharmacy-for-patients-title = This page is for patients
pharmacy-for-patients-text = You are signed in at a pharmacy. Sign out first if you want to see your own records.
pharmacy-for-pharmacies-title = This page is for pharmacies
pharmacy-for-pharmacies-text = You are signed in as a patient. If you work at a pharmacy, sign out first.

## The counter

pharmacy-menu = Counter
# $name is the name of whoever is signed in.
pharmacy-greeting = You are signed in as { $name }.
pharmacy-number-label = Prescription number
pharmacy-number-hint = Type it or scan it. It has 9 letters and digits, such as K7X‑9QA‑4TD.
pharmacy-number-button = Look it up
pharmacy-today-title = What you looked up today
# One of these stands after a time of day.
pharmacy-state-asked = waits for the patient
pharmacy-state-allowed = ready to hand over
pharmacy-state-refused = the patient said no
pharmacy-state-dispensed = handed over
pharmacy-state-undone = undone
pharmacy-state-over = over

## The patient's code

pharmacy-code-title = Ask the patient for the code
pharmacy-code-purpose = To hand over what was prescribed
# Must be true of a number that nobody has too.
pharmacy-code-sent = If the number is right, the patient gets a message with a code now. It names your pharmacy and says the same Ref.
pharmacy-code-sent-call = If the number is right, we are calling the patient now to say the code. The call says the same Ref.
pharmacy-code-hint = 6 digits that the patient reads to you
# $left is how many tries are left, a number.
pharmacy-code-wrong =
    { $left ->
        [one] That code is not right. Ask the patient to read it again. { $left } try left.
       *[other] That code is not right. Ask the patient to read it again. { $left } tries left.
    }
pharmacy-code-button = Show the medicines
pharmacy-code-agreed = See whether the patient has agreed on their own phone
pharmacy-code-call-note = The message can take a moment. If it does not come, we will call the patient and say the code.
pharmacy-code-call = Call the patient instead
pharmacy-code-call-again = Call the patient again
pharmacy-code-calling = We are calling the patient now.
pharmacy-code-none = No code can reach the patient
pharmacy-code-other = Look up another number
pharmacy-progress-delivered = The message is on the patient's phone.
pharmacy-progress-calling = We are calling the patient.
pharmacy-progress-called = We have called the patient.
pharmacy-progress-looked-at = The patient has still to say yes or no.
pharmacy-progress-open = You can hand this over now.
pharmacy-progress-moved = The patient has answered.
pharmacy-looked-at-title = The patient is looking at it
pharmacy-looked-at-text = They typed the code on their own phone, and see what you may hand over. Wait until they say yes.

## The medicines

pharmacy-medicines-title = Hand over
pharmacy-medicines-lead = Hand over what the patient wants today. Leave a field empty to leave a medicine out.
# The same for a single medicine.
pharmacy-medicine-lead = Hand over what the patient wants today.
# $time is a time of day.
pharmacy-open-until = You see this until { $time }.
pharmacy-changed = Something on this prescription was added, changed or ended after the patient was asked. To see it, look the number up again.
pharmacy-vouched = A second pharmacist answers for this, without a code. The patient was told. Controlled medicines are not shown.
pharmacy-vouched-untold = A second pharmacist answers for this, without a code. We could not text the patient. They will see it when they sign in. Controlled medicines are not shown.
pharmacy-nothing = Nothing on this prescription can be handed over. It was all collected, has ended or was stopped.
# $day is a whole date.
pharmacy-nothing-yet = Nothing on this prescription can be handed over now. Next time from { $day }.
pharmacy-collector-label = Who collects?
pharmacy-controlled = Controlled: look at the identity card of whoever collects it.
# $amount is a number and mostly a unit, such as 30 × tablet.
pharmacy-left-most = At most { $amount } now.
pharmacy-left-whole = One whole pack now, as it was prescribed.
# $times is a number.
pharmacy-left-after =
    { $times ->
        [0] This is the last time.
        [one] After this, { $times } more time.
       *[other] After this, { $times } more times.
    }
# $day is a whole date.
pharmacy-left-until = It can be collected until { $day }.
pharmacy-amount-label = How much you hand over
pharmacy-whole-label = I hand this over
pharmacy-brand-label = I gave another brand
pharmacy-paper-label = Which identity card
pharmacy-paper-hint = Such as Aadhaar, voter card or driving licence
pharmacy-paper-number-label = Number of the identity card
pharmacy-paper-number-hint = We keep its last 4 characters only.
pharmacy-dispense-button = Handed over
pharmacy-dispense-nothing = Hand nothing over

## What became of it

# $time is a time of day in all of these.
pharmacy-dispensed-text = You handed it over at { $time }.
pharmacy-undone-text = You undid it at { $time }.
pharmacy-refused-title = The patient said no
pharmacy-refused-text = Hand nothing over. The clinic knows of it.
pharmacy-over-title = The time for this has passed
pharmacy-over-text = Nothing was handed over. Ask the patient for the number again.
pharmacy-next = Next prescription
pharmacy-undo-text = Was it a mistake? You can undo it until { $time }. The patient sees both.
pharmacy-undo-button = Undo it

## Without a code

pharmacy-without-title = No code can reach the patient
pharmacy-without-lead = A second pharmacist of your pharmacy can answer for it. We tell the patient, the clinic keeps count of it, and controlled medicines are left out.
pharmacy-reason-label = Why can no code reach the patient?
pharmacy-reason-hint = Write a few words. The clinic can read them, and the patient finds them in their data.
pharmacy-second-title = The second pharmacist signs in
pharmacy-second-purpose = To answer for this without the patient's code
pharmacy-second-button = I answer for it
pharmacy-without-back = Back to the code
