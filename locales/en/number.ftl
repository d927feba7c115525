### The phone number that codes go to.

number-title = Your phone number
# $ending is the last two digits.
number-present = Your codes go to the number ending in { $ending }.
number-none = We have no number to send codes to. Please ask the clinic.
number-text = You can use another number. We send a code to the old one and a code to the new one.
number-button = Change my number
number-change-title = Change your phone number
number-change-lead = Your codes go to the number ending in { $ending } now. We first send a code there.
number-new-label = New phone number
number-new-hint = For example 555 010 0042. Put the country code first if it is not from here.
number-change-button = Send the first code
number-lost = Is the old phone lost? Go to the clinic with an identity card (such as Aadhaar, voter card or driving licence). They can change the number, and it takes a day.
number-taken-title = Now the new number
number-taken-lead = Your old number is right. Now we send a code to the new number ending in { $ending }.
number-taken-button = Send the second code
number-changed = Your number is changed. Codes go to the new number now. All other devices are signed out.
# $ending is the last two digits, $date when it happens.
number-waits = The clinic was asked to send your codes to the number ending in { $ending } from { $date }. If you did not ask for this, stop it.
number-stop = Stop the new number
number-stopped = The new number is stopped. Everything stays as it was. Please tell the clinic.
number-nothing-to-stop = There is no new number to stop.
number-stop-link = Did we write that your number changes? Stop it
number-stop-title = Stop a new phone number
number-stop-lead = Did we write that your codes will go to another number, and you do not want that? Tell us who you are. We send a code to your present number.
refusal-phone-missing = Type the new phone number.
refusal-phone-malformed = This is not a phone number. Check that all digits are there.
refusal-phone-not-served = We cannot send codes to a number of this country. Please type another one.
refusal-phone-same = Your codes go to this number already. You do not need to change it.
