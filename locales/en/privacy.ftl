### The notice on personal data. Whoever changes what it means raises its version in the program, so that everybody is
### asked again.

privacy-page-title = How we use your data
privacy-page-lead = Please read this and say if you agree. Then you can go on.
privacy-title = Your data and your rights
# $clinic is the clinic's name.
privacy-who = { $clinic } keeps data about you so that you can see your records here.
privacy-what-title = What we keep
privacy-what-you = Your name, birth date, phone numbers and e‑mail. How you want your codes, and in which language.
privacy-what-records = Your lab reports and prescriptions. Which pharmacy asked for them, what it handed over, and when.
privacy-what-devices = The devices that you sign in with: which browser, which kind of phone or computer, when, and sometimes the town or country it was in.
privacy-what-people = Who may act for you, and for whom you may act. The name of anybody whom you let collect your medicines.
privacy-what-list = A list of who saw or did what, and when: you, somebody who acts for you, the clinic, or a pharmacy.
privacy-why-title = Why we keep it
privacy-why = To show you your records, to know that it is you, and to send you codes. We do not sell it, and we do not use it for advertising.
privacy-long-title = How long we keep it
# $clinic is the clinic's name, $years how old records get that the law has it keep here.
privacy-long-records =
    { $years ->
        [0] Your data: as long as you are a patient of { $clinic }, or until you ask us to erase it.
        [one] Your data: as long as you are a patient of { $clinic }, or until you ask us to erase it. We must keep reports and prescriptions for { $years } year, as the law says.
       *[other] Your data: as long as you are a patient of { $clinic }, or until you ask us to erase it. We must keep reports and prescriptions for { $years } years, as the law says.
    }
# $days is a number of days; so are the others.
privacy-long-messages = Codes and messages: { $days } days.
privacy-long-devices = A device that you no longer use: { $days } days.
privacy-long-list = The list of who saw or did what: at least { $days } days, and most of it at least { $longer } days.
privacy-rights-title = Your rights
privacy-rights = You can ask what we keep about you, ask us to correct or erase it, name somebody to act for you, take your agreement back, and complain to us or to the Data Protection Board of India.
# $phone is the clinic's phone number.
privacy-ask = To use your rights, call the clinic: { $phone }
privacy-ask-desk = To use your rights, ask at the clinic's desk.
# $version is the version of this notice.
privacy-version = Version { $version } of this notice
privacy-accept = I have read this, and I agree.
privacy-accept-button = I agree
privacy-refuse = You do not agree? Then you cannot use these pages, but the clinic still treats you and gives you your reports at the desk.
