# The sandbox phone: shown only where codes go to a phone in the browser, for trying the portal out.
phone-title = आज़माने का फ़ोन
phone-lead = यह पोर्टल जो भी कोड भेजता है, वह यहाँ आता है: मैसेज में या फ़ोन पर। किसी असली फ़ोन पर कुछ नहीं जाता।
phone-filter = किस नंबर के मैसेज दिखाएँ
phone-everybody = सभी नंबर
phone-empty = अभी कोई मैसेज नहीं है। भेजे जाते ही मैसेज यहाँ दिखेंगे।
phone-to = नंबर:
phone-copy = कोड कॉपी करें
phone-copied = कॉपी हो गया
phone-text = मैसेज
phone-voice = कॉल

## कॉल

phone-sound = घंटी की आवाज़ चालू करें
phone-answer = फ़ोन उठाएँ
phone-decline = फ़ोन काटें
phone-hear = फिर से सुनें
phone-call-ringing = फ़ोन बज रहा है
phone-call-answered = फ़ोन उठाया गया। यह सुनाया गया:
phone-call-declined = फ़ोन काट दिया गया
phone-call-missed = फ़ोन नहीं उठाया गया

## फ़ोन कंपनी को बताने की जगह कि वह क्या करे, ताकि पोर्टल का जवाब देखा जा सके

phone-operator = फ़ोन कंपनी
phone-operator-lead = आज़माएँ कि मैसेज देर से आएँ या न आएँ तो क्या होता है। इससे सिर्फ़ आज़माने का फ़ोन बदलता है।
phone-operator-sms = मैसेज
phone-operator-voice = कॉल
phone-operator-does = उनका क्या हो
phone-operator-deliver = पहुँच जाएँ
phone-operator-lose = रास्ते में खो जाएँ
phone-operator-bar = यह नंबर इन्हें नहीं चाहता (DND)
phone-operator-fail = फ़ोन तक न पहुँचें
phone-operator-refuse = फ़ोन कंपनी मना कर दे
phone-operator-hang = फ़ोन कंपनी जवाब न दे
phone-operator-delay = कितने सेकंड बाद
phone-operator-set = ऐसा ही करें

## जो मैसेज नहीं पहुँचे, उनके बारे में। बाद में फ़ोन कंपनियों का नंबर आ सकता है।

phone-dropped = जो नहीं पहुँचे
phone-dropped-none = अब तक सब कुछ पहुँच गया है।
phone-why-no-template = यह टेम्पलेट रजिस्टर नहीं है।
phone-why-entity = यह टेम्पलेट किसी और के नाम पर रजिस्टर है।
phone-why-header = भेजने वाले का नाम इस टेम्पलेट का नहीं है।
phone-why-scrubbed = शब्द रजिस्टर किए हुए टेम्पलेट के नहीं हैं।
phone-why-barred = यह नंबर ऐसे मैसेज नहीं चाहता (DND)।
phone-why-unreached = फ़ोन तक नहीं पहुँच सके।
phone-why-lost = रास्ते में खो गया।
