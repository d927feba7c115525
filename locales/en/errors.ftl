### What goes wrong, said kindly, with the way out. Never blame the person.

## In a form: one sentence, shown in the summary and beside the field

refusal-identifier-missing = Type your mobile number, e‑mail or patient number.
refusal-identifier-malformed = Type a mobile number with 10 digits, a full e‑mail address, or the patient number from your card.
refusal-patient-number-missing = Type your patient number.
refusal-patient-number-malformed = Type the patient number from your card. It has letters and digits.
refusal-birth-date-missing = Type the day, the month and the year of your birth.
refusal-birth-date-malformed = There is no such date. Type the day, the month and all four digits of the year.
refusal-password-short = Your password needs at least 10 characters.
refusal-password-long = This password is too long. Choose a shorter one.
refusal-password-common = Many people use this password, so it is easy to guess. Choose another.
refusal-password-own = Do not use your own name, number or birth date as your password.
refusal-current-password-missing = Type your current password.
refusal-current-password-wrong = This is not your current password.
refusal-notice-not-accepted = Please read how we use your data, and tick the box if you agree.
refusal-errand-over = The time for this has passed, or it is done already. Please start again.
refusal-password-missing = Type your password.
refusal-new-password-missing = Type the new password.
refusal-code-missing = Type the code from the message.
refusal-code-malformed = The code has 6 digits. Type only those digits.
# $left is how many tries are left, a number.
refusal-code-wrong =
    { $left ->
        [one] That code is not right. Look at the message again. You have { $left } try left.
       *[other] That code is not right. Look at the message again. You have { $left } tries left.
    }
refusal-code-expired = That code has ended. Ask for a new one.
refusal-code-used = That code was used already. Ask for a new one.
refusal-code-spent = There were too many wrong tries with this code. Ask for a new one.
# $time is a time of day in all of these.
refusal-codes-paused = There were too many wrong tries. Codes work again after { $time }.
refusal-codes-blocked = There were very many wrong tries. Please call the clinic so that they can help you.
refusal-sending-limit = We have sent many codes already. You can ask again after { $time }.
refusal-resend-too-soon = Please wait for the message. You can ask again after { $time }.
refusal-resend-no-more = We cannot send this code again. Start again to get a new one.
refusal-number-unreachable = We cannot send a code to this number. Please ask at the clinic's desk.
refusal-busy = Many people are here just now. Please try again in a moment.
refusal-person-missing = Choose your name.
refusal-report-sealed = This report is sealed. Open it with a code first.
refusal-report-under-review = This report is not ready yet. You can open it later.

## Whole pages: heading, text. The button goes home or tries again.

problem-not-found-title = We cannot find this page
problem-not-found-text = The address may be wrong, or the page is no longer here.
problem-forbidden-title = We did not do that
problem-forbidden-text = The request came from another website, so we stopped it to keep you safe. Open the page here and try again.
problem-misdirected-title = This is not our address
problem-misdirected-text = The portal does not answer at the address in your browser. Please type the address that your clinic gave you.
problem-too-large-title = That was too much to send
problem-too-large-text = What was sent is too big for us. Please go back and send less.
problem-malformed-title = We could not read the form
problem-malformed-text = Something in the form was broken on its way. Please go back and fill it in again.
problem-too-many-title = Please wait a little
problem-too-many-text = There were too many tries in a short time. You can try again after { $time }.
problem-too-many-text-plain = There were too many tries in a short time. Please try again in a few minutes.
problem-server-title = Sorry, something broke here
problem-server-text = It is our fault, not yours. Your records are safe. Please try again in a few minutes.
problem-unavailable-title = We are busy for a moment
problem-unavailable-text = The service cannot answer just now. Your records are safe. Please try again in a minute.
# $ref is a short reference the clinic can look up. It says nothing about the person.
problem-ref = If you call the clinic, tell them this number: { $ref }
refusal-pin-missing = Type your PIN.
refusal-pin-malformed = A PIN has 4 to 6 digits.
refusal-pin-wrong = { $left ->
    [one] That is not your PIN. You can try 1 more time.
   *[other] That is not your PIN. You can try { $left } more times.
}
refusal-pin-paused = The PIN was wrong too often. You can try again after { $time }.
refusal-pin-blocked = The PIN was wrong very often. Please ask the clinic for help.
refusal-new-pin-missing = Choose a PIN.
refusal-new-pin-malformed = Choose 4 to 6 digits.
refusal-new-pin-easy = That PIN is easy to guess. Please choose one without a pattern such as 1111 or 1234.
refusal-new-pin-known = People who know you could guess that PIN. Please choose one that is not your birthday or your phone number.
refusal-not-for-guardians = Only the person themselves can do this. Go back to your own account to change what is yours.
refusal-guardianship-over = You can no longer act for this person. You are back in your own account.
refusal-pin-needed = This person has a PIN. Set a PIN of your own first, in your settings. Then you can act for them.
