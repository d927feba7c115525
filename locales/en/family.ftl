### Families: PINs on shared phones, and acting for somebody else.

pin-was-set = Your PIN is set. We ask for it each time you sign in.
pin-was-removed = Your PIN is removed. We no longer ask for it.
family-back-done = You are back in your own account.

family-title = Family
family-text = The clinic decides who may act for a child, or for somebody who needs help.
family-link = See who acts for whom
family-wards-title = People you act for
family-wards-none = You act for nobody.
# $name is a name, $date a day.
family-ward = { $name }, until { $date }
family-act-button = Act for { $name }
family-guardians-title = People who act for you
family-guardians-none = Nobody acts for you.
family-guardian = { $name }, until { $date }
family-guardians-hint = They can open your reports with a code to their own phone. Each time is written down, and you can see it. If this is not right, tell the clinic.
family-acting = You are acting for { $name }
family-acting-label = Acting for somebody
family-back-button = Back to your account
home-data-of = Take a copy of their data
home-family = Act for somebody in your family

pin-title = Your PIN
pin-section-text = If your family shares a phone, a PIN keeps your page yours. We ask for it after the code, each time you sign in.
pin-section-none = You have no PIN.
pin-section-set = You have a PIN.
pin-set-button = Set a PIN
pin-change-button = Change or remove the PIN
pin-set-title = Set a PIN
pin-change-title = Change your PIN
pin-label = Your PIN
pin-hint = The 4 to 6 digits that you chose yourself, not the code from the message
new-pin-label = New PIN
new-pin-hint = 4 to 6 digits. Not your birthday, and nothing like 1111 or 1234
pin-save = Save the PIN
pin-remove = Remove the PIN
pin-advice = Somebody else gets codes on your phone too. A PIN of your own keeps your reports yours.
pin-advice-link = Set a PIN
# $name is the name to greet by.
pin-ask-title = { $name }, type your PIN
pin-ask-button = Continue
pin-ask-other = I am somebody else
pin-forgotten = Do you not remember it? The clinic can remove your PIN at the desk.
code-purpose-pin = To set or change your PIN
