### मरीज़ के पर्चे।

prescriptions-collector-named = यह लिख लिया गया। जब वे लेंगे, तब भी कोड आपके पास आएगा।
prescriptions-collector-ended = अब आपकी ओर से कोई इसे नहीं लेगा।
prescriptions-denied = क्लिनिक को पता चल गया कि आपने यह नहीं लिया।
prescriptions-seen = यह अब ऊपर नहीं दिखेगा। आपके इतिहास में यह रहेगा।
prescriptions-sealed-again = आपका पर्चा फिर से सीलबंद है।
prescriptions-sealed-by-time = समय पूरा हो गया, इसलिए आपका पर्चा फिर से सीलबंद है।

## सूची। यहाँ कभी किसी दवा का नाम नहीं आता।

prescriptions-title = आपके पर्चे
prescriptions-empty-title = अभी कोई पर्चा नहीं
prescriptions-empty-text = जब डॉक्टर आपके लिए पर्चा लिखेंगे, तब वह यहाँ दिखेगा।
prescriptions-current = लेने बाकी हैं
prescriptions-past = पुराने
prescriptions-back = सभी पर्चों पर लौटें
# $date पूरी तारीख है।
prescriptions-one = { $date } का पर्चा
# $count संख्या है।
prescriptions-medicines =
    { $count ->
        [one] { $count } दवा
       *[other] { $count } दवाएँ
    }
prescriptions-now = अभी ले सकते हैं
# दोनों संख्याएँ हैं।
prescriptions-some-now =
    { $now ->
        [one] { $all } में से { $now } दवा अभी ले सकते हैं
       *[other] { $all } में से { $now } दवाएँ अभी ले सकते हैं
    }
# $date पूरी तारीख है।
prescriptions-from = { $date } से ले सकते हैं
prescriptions-used-up = सब ले लिया गया
prescriptions-expired = अब नहीं ले सकते
prescriptions-withdrawn = डॉक्टर ने इसे रोक दिया
# दोनों संख्याएँ हैं।
prescriptions-times = { $of } में से { $left } बार बाकी
prescriptions-times-begun =
    { $of ->
        [one] कुछ हिस्सा लिया जा चुका है, बाकी अभी है
       *[other] { $of } में से { $left } बार बाकी, एक बार का कुछ हिस्सा लिया जा चुका है
    }
# $date दोनों में पूरी तारीख है।
prescriptions-until = { $date } तक
prescriptions-until-some = कुछ दवा सिर्फ़ { $date } तक
# दोनों में $time दिन का समय, $name दवा की दुकान और $count संख्या है।
prescriptions-waits =
    { $count ->
        [one] { $time }: दवा की दुकान { $name } आपको { $count } दवा देना चाहती है। क्या आप वहाँ गए थे?
       *[other] { $time }: दवा की दुकान { $name } आपको { $count } दवाएँ देना चाहती है। क्या आप वहाँ गए थे?
    }
# दुकान को देखने दिया गया, और अभी कुछ नहीं दिया गया।
prescriptions-let-in =
    { $count ->
        [one] { $time }: दवा की दुकान { $name } अब आपको { $count } दवा दे सकती है। क्या आप वहाँ हैं?
       *[other] { $time }: दवा की दुकान { $name } अब आपको { $count } दवाएँ दे सकती है। क्या आप वहाँ हैं?
    }
prescriptions-waits-link = देखें और जवाब दें
# $name दवा की दुकान है। $date तारीख और समय है।
prescriptions-untold-let-in = { $date } दवा की दुकान { $name } को आपके कोड के बिना आपकी दवाएँ देखने दी गईं। आपको मैसेज से नहीं बताया जा सका।
prescriptions-untold-wanted = { $date } दवा की दुकान { $name } ने आपके कोड के बिना देखना चाहा, पर उसे देखने नहीं दिया गया। आपको मैसेज से नहीं बताया जा सका।
prescriptions-untold-link = इसे देखें
prescriptions-untold-seen = मैंने यह देख लिया

## एक पर्चा

prescriptions-show = दवा की दुकान पर यह दिखाएँ
prescriptions-show-text = दुकान के फ़ार्मासिस्ट यह नंबर लिखते या स्कैन करते हैं। इससे पता नहीं चलता कि कौन सी दवा है। फिर हम आपको कोड भेजते हैं।
prescriptions-qr = यही नंबर, स्कैनर के लिए
prescriptions-medicines-title = आपकी दवाएँ
prescriptions-sealed = जब तक आप नहीं खोलते, कोई नहीं देख सकता कि कौन सी दवाएँ हैं।
prescriptions-see = दवाएँ देखें

## एक दवा, खुलने के बाद

medicine-prescriber = किसने लिखा
medicine-each-time = हर बार दुकान से मिलेंगी
medicine-now = अभी दुकान से मिल सकती हैं
# $amount इकाई के साथ संख्या है।
medicine-up-to = { $amount } तक
medicine-whole = जितना डॉक्टर ने लिखा है, सब एक साथ
medicine-not-now = अभी नहीं
medicine-times = कितनी बार मिल सकती है
medicine-next = अगली बार कब से
medicine-until = कब तक
medicine-given = क्या दिया गया
# $amount इकाई के साथ संख्या है। $date पूरी तारीख है।
medicine-given-amount = { $amount }, { $date } को
medicine-given-whole = सब एक साथ, { $date } को
medicine-brand = कंपनी
medicine-brand-any = फ़ार्मासिस्ट दूसरी कंपनी की दवा दे सकते हैं
medicine-brand-this = सिर्फ़ इसी कंपनी की
medicine-controlled = इस दवा के अपने नियम हैं। जो इसे लेगा, उससे फ़ार्मासिस्ट पहचान पत्र (जैसे आधार, वोटर कार्ड या ड्राइविंग लाइसेंस) माँगेंगे।

## क्या दिया गया

prescriptions-given-title = क्या दिया गया
prescriptions-given-vouched = आपके कोड के बिना। दुकान के दो फ़ार्मासिस्टों ने इसकी ज़िम्मेदारी ली।
# दवा की दुकान के नाम की जगह।
prescriptions-given-somewhere = कोई और जगह
prescriptions-given-elsewhere = यह इस पोर्टल ने नहीं, किसी और प्रोग्राम ने बताया है।
# $date तारीख और समय है।
prescriptions-given-mistaken = हमें { $date } पता चला कि यह गलती थी।
# $date तारीख और समय है।
prescriptions-given-undone = दुकान ने { $date } इसे रद्द किया।
prescriptions-given-denied = आपने { $date } बताया कि आपने यह नहीं लिया। क्लिनिक को पता है।
prescriptions-deny = मैंने यह नहीं लिया
prescriptions-deny-title = क्या आपने यह नहीं लिया?
prescriptions-deny-will = अगर आप हमें बताएँ, तो यह होगा:
prescriptions-deny-clinic = क्लिनिक को तुरंत पता चलेगा, और वह जाँच करेगा।
prescriptions-deny-somebody = पहले घर में पूछें: शायद किसी ने आपके लिए लिया हो।
prescriptions-deny-cancel = वापस जाएँ, कुछ न बताएँ

## कोई और लेगा

prescriptions-send-title = मेरी दवाएँ कोई और लेगा
prescriptions-send-lead = बताएँ कि आपकी दवाएँ कौन लेगा, और किस दिन।
prescriptions-send-none = आपका कोई पर्चा ऐसा नहीं जिस पर कुछ लेना बाकी हो।
prescriptions-send-code = जब वे दुकान पर होंगे, तब भी कोड आपके पास आएगा। उन्हें फ़ोन पर पढ़कर बताएँ।
prescriptions-send-one = हर पर्चे के लिए एक व्यक्ति। अगर आप किसी और को चुनें, तो सिर्फ़ आखिरी वाला माना जाएगा।
prescriptions-send-button = किसी को चुनें
prescriptions-collectors-title = आपके लिए यह कौन लेगा
# $name व्यक्ति है। $date पूरी तारीख है।
prescriptions-collector = { $name }, { $date } को
prescriptions-take-back = अब वे नहीं लेंगे
prescriptions-who-title = आपके लिए कौन लेगा?
prescriptions-who-of = वे क्या लेंगे?
prescriptions-who-name = उनका नाम
prescriptions-who-name-hint = जैसा उनके पहचान पत्र पर है (जैसे आधार, वोटर कार्ड या ड्राइविंग लाइसेंस)
prescriptions-who-day = दिन
prescriptions-who-day-hint = आज, या अगले तीन महीनों का कोई दिन।
prescriptions-who-button = सेव करें

## दवा की दुकान जो इंतज़ार कर रही है

# ब्राउज़र के टैब और सूचियों के लिए, जिन्हें और लोग देख सकते हैं: इनमें किसी का नाम नहीं।
asked-tab = एक दवा की दुकान को आपका जवाब चाहिए
asked-was-tab = एक दवा की दुकान ने क्या पूछा
# $name दवा की दुकान है।
asked-title = { $name } को आपका जवाब चाहिए
# जब जवाब देने को कुछ न बचा हो।
asked-was-title = { $name } ने क्या पूछा
asked-purpose = दवाएँ खुद देखने के लिए
asked-how = हमने आपको कोड भेजा है। उसे फ़ार्मासिस्ट को बताएँ। या पहले देखने के लिए यहाँ लिखें, फिर हाँ या ना कहें।
asked-medicines = क्या दुकान यह दे सकती है?
asked-yes = हाँ, मुझे ये दें
asked-no = नहीं, मैंने यह नहीं माँगा
# $time दिन का समय है।
asked-allowed = दुकान ये दवाएँ देख सकती है, और { $time } तक दे सकती है।
asked-refused = आपने मना किया। दुकान को कुछ नहीं दिखता।
asked-dispensed = दुकान ने लिखा है कि उसने आपकी दवाएँ दे दीं।
asked-undone = दुकान ने इसे रद्द किया। कुछ नहीं दिया गया।
asked-over = इसका समय निकल गया। कुछ नहीं दिया गया।
asked-closed = देखने का समय निकल गया। फ़ार्मासिस्ट फिर से पूछ सकते हैं।
asked-nothing = इस पर्चे पर अभी कुछ नहीं दिया जा सकता।
asked-late = इस कोड का समय पूरा हो गया। फ़ार्मासिस्ट आपको नया कोड भेज सकते हैं।
asked-again = फिर देखें
asked-to-prescription = पर्चे पर जाएँ
