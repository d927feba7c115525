### The counter of a pharmacy, and what was handed over there.

pharmacy-dispensed = This is written down.
pharmacy-undone = This is undone. Nothing was handed over.

refusal-prescription-number-missing = Type the prescription number.
refusal-prescription-number-malformed = A prescription number has 9 letters and digits. Type it as it is shown.
refusal-prescription-number-mistyped = One letter or digit of this number is wrong. Compare it once more.
refusal-prescription-changed = The doctor changed this prescription just now. Look at it once more.
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
refusal-nothing-chosen = Type an amount for one medicine at least.
refusal-identity-needed = This medicine is controlled. Write down by which paper you know who collects it.
refusal-controlled = These medicines are controlled. They need the patient's own code.
refusal-nothing-there = Nothing can be handed over for this number.
refusal-look-up-over = The time for this has passed. Start again with the prescription number.
refusal-patient-refused = The patient said no. Hand nothing over.
refusal-reason-needed = Say in a few words why no code can reach the patient.
refusal-somebody-else-needed = Somebody else than you must sign in here.
refusal-collector-needed = Type the name, and a day from today on, within three months.

## Lines of the history

# $name is a pharmacy.
history-by-pharmacy = By { $name }
history-by-a-pharmacy = By a pharmacy
my-data-by-pharmacy = by a pharmacy
history-event-prescription-looked-up = A pharmacy looked your prescription up
history-event-look-up-failed = A pharmacy asked for a number that is not there
history-event-pharmacy-allowed = A pharmacy was let in to see your medicines
history-event-pharmacy-vouched = A pharmacy was let in without your code
history-event-vouched = You stood for something that was handed over without a code
history-event-pharmacy-refused = You told a pharmacy no
history-event-dispensed = A medicine was handed over
history-event-dispensing-undone = The pharmacy undid what it had handed over
history-event-collection-denied = You told us that you did not collect something
history-event-collector-named = You named somebody who collects for you
history-event-collector-ended = You took back that somebody collects for you
history-event-pharmacy-added = The clinic added a pharmacy
history-event-pharmacy-ended = The clinic took a pharmacy away
history-event-staff-added = The clinic made your account
history-event-staff-ended = The clinic ended your account
history-event-token-added = The clinic made a token for a pharmacy
history-event-token-revoked = The clinic ended a token of a pharmacy
