### The notice on personal data. Whoever changes what it means raises its version in the program, so that everybody is
### asked again.

privacy-page-title = How we use your data
privacy-page-lead = Please read this and say if you agree. Then you can go on.
privacy-title = Your data and your rights
# $clinic is the clinic's name.
privacy-who = { $clinic } keeps data about you so that you can see your records here.
privacy-what-title = What we keep
privacy-what = Your name, birth date, phone numbers and e-mail. Your lab reports and prescriptions. A list of who opened your records, and when.
privacy-why-title = Why we keep it
privacy-why = To show you your records, to know that it is you, and to send you codes. We do not sell it, and we do not use it for advertising.
privacy-long-title = How long we keep it
privacy-long = As long as you are a patient of { $clinic }, and after that as long as the law says. Codes and messages are erased after a few months.
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
