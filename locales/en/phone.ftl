# The sandbox phone: shown only where codes go to a phone in the browser, for trying the portal out.
phone-title = The phone for trying out
phone-lead = Every code that this portal sends comes here, as a text or as a call. No real phone gets a message.
phone-filter = Show messages for
phone-everybody = Every number
phone-empty = No messages yet. They appear here as they are sent.
phone-to = to
phone-copy = Copy the code
phone-copied = Copied
phone-text = Text
phone-voice = Call

## Calls

phone-sound = Ring aloud
phone-answer = Answer
phone-decline = Decline
phone-hear = Hear it again
phone-call-ringing = The phone is ringing
phone-call-answered = Call answered. It said:
phone-call-declined = Call declined
phone-call-missed = Missed call

## The panel that tells the phone company how to behave, to see what the portal does then

phone-operator = The phone company
phone-operator-lead = Try what happens when texts come late or not at all. This changes the phone for trying out only.
phone-operator-sms = Texts
phone-operator-voice = Calls
phone-operator-does = What becomes of them
phone-operator-deliver = They arrive
phone-operator-lose = They get lost
phone-operator-bar = The number does not want them (DND)
phone-operator-fail = The phone cannot be reached
phone-operator-refuse = The phone company refuses them
phone-operator-hang = The phone company does not answer
phone-operator-delay = After how many seconds
phone-operator-set = Do it this way

## What the panel says of messages that did not arrive. A number of the operators may follow.

phone-dropped = Not delivered
phone-dropped-none = Everything arrived so far.
phone-why-no-template = The template is not registered.
phone-why-entity = The template is registered by somebody else.
phone-why-header = The sender's name does not go with the template.
phone-why-scrubbed = The words are not those of the registered template.
phone-why-barred = The number does not want such messages (DND).
phone-why-unreached = The phone could not be reached.
phone-why-lost = It got lost.
