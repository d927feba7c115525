# The sandbox phone: shown only where codes go to a phone in the browser, for trying the portal out.
phone-title = Sandbox phone
phone-lead = Every code that this portal sends arrives here. No real phone gets a message.
phone-filter = Show messages for
phone-everybody = Every number
phone-empty = No messages yet. They appear here as they are sent.
phone-to = to
phone-copy = Copy the code
phone-copied = Copied
phone-voice = Call
