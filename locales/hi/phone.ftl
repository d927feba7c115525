# The sandbox phone: shown only where codes go to a phone in the browser, for trying the portal out.
phone-title = परीक्षण फ़ोन
phone-lead = यह पोर्टल जो भी कोड भेजता है, वह यहाँ आता है। किसी असली फ़ोन पर कोई संदेश नहीं जाता।
phone-filter = किस नंबर के संदेश दिखाएँ
phone-everybody = सभी नंबर
phone-empty = अभी कोई संदेश नहीं है। भेजे जाते ही संदेश यहाँ दिखेंगे।
phone-to = नंबर:
phone-copy = कोड कॉपी करें
phone-copied = कॉपी हो गया
phone-voice = कॉल
