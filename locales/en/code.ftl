### The page where a person types the code we sent, for signing in and for opening a report.

## Heading and purpose

code-title = Type the code
# What the code will do. One of these stands under the heading.
code-purpose-sign-in = To sign in
code-purpose-activate = To activate your account
code-purpose-forgotten = To set a new password
code-purpose-password = To change your password
code-purpose-settings = To change your settings
code-purpose-export = To get a copy of your data
code-purpose-erase = To ask that your data be erased
# $date is a whole date, such as 12 March 2026, or none where the laboratory gave none.
code-purpose-report =
    { $date ->
        [none] To open your report
       *[other] To open your report of { $date }
    }
# "Ref" and the two characters stand in the text message too and must look the same. Do not translate "Ref".
code-ref = Ref { $ref }
code-ref-hint = The message you get must say the same: Ref { $ref }

## Where the code was sent

# For signing in. Must not tell a stranger whether the account exists.
code-sent = If what you typed is right, a code is on its way to your mobile.
# $ending is the last digits of the number.
code-sent-to = We sent a code to your mobile number ending in { $ending }.
# The same where the code comes by a call.
code-sent-call = If what you typed is right, we are calling your mobile to say the code.
code-sent-call-to = We are calling your mobile number ending in { $ending } to say the code.
code-ref-hint-call = The call says the same: Ref { $ref }
code-ring-note = It can take a moment until your phone rings. The call says the code twice.
code-call-note = The message can take a moment. If it does not come, we will call you and say the code.
code-secret = Never tell this code to anyone. The clinic will never ask for it.

## The field

code-label = Code
code-hint = 6 digits from the message
code-hint-call = 6 digits that the call says
code-button-sign-in = Sign in
code-button-report = Open my report
code-cancel-change = Leave it as it is
code-cancel-report = Leave it sealed

## Time

# $time is a time of day, written by the time-… messages.
code-works-until = This code works until { $time }.
# $clock is minutes and seconds, such as 1:24. It counts down on the page.
code-time-left = { $clock } left
# Read aloud now and then while the time runs. $seconds is a number.
code-time-left-spoken =
    { $seconds ->
        [one] { $seconds } second left.
       *[other] { $seconds } seconds left.
    }

## Sending it again

code-resend = Send the code again
code-resend-wait = You can ask again in { $clock }
code-resent = We sent the same code again.
code-call-me = Call me instead
code-call-again = Call me again
# $clock is minutes and seconds.
code-call-wait = You can ask for a call in { $clock }
code-calling = We are calling you now.

## Where the message is. One of these stands on the page, and changes by itself.

# Must be true of a stranger's tries too: it may not tell whether the account exists.
code-progress-underway = The message is on its way.
code-progress-dialling = We will call you in a moment.
code-progress-delivered = The message is on your phone.
code-progress-calling = We are calling you. Please pick up.
code-progress-called = We have called you.
code-progress-failed = The message could not be delivered.
code-progress-over = This code has ended.

## Starting anew

code-new = Send me a new code
code-start-again = Start again
# Followed by the link "Start again".
code-no-message = No message? The number or the password may not be right.
# The same, followed by the same link.
code-no-message-claim = No message? The number or the birth date may not be right, or the clinic may have another one.
code-no-message-report = No message? Ask at the clinic's desk if they have the right mobile number.

## When this code can no longer be used: headings of the page

code-expired-title = This code has ended
code-expired-text = A code works only for a short time. Ask for a new one.
code-used-title = This code was used
code-used-text = Each code works only once. Ask for a new one.
code-spent-title = Too many wrong tries
code-spent-text = To keep you safe we stopped this code. Ask for a new one.
code-paused-title = Codes are paused
# $time is a time of day.
code-paused-text = There were too many wrong tries. To keep you safe, no code works until { $time }. Then please try again.
code-paused-calm = Your records are safe. They are still sealed.
code-blocked-title = Please talk to the clinic
code-blocked-text = There were very many wrong tries. The clinic's staff must first check that it is you. Call them or go to the desk.
code-purpose-leave-number = To change your phone number
code-purpose-take-number = To use your new phone number
code-purpose-stop-number = To stop a new phone number
code-purpose-collector = To name somebody who collects for you
# $which is the prescription, such as Prescription of 12 March 2026.
code-purpose-prescription = To see the medicines: { $which }
