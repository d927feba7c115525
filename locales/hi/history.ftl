### किसने क्या देखा या किया।

history-title = किसने क्या देखा या किया
history-lead = हर लाइन बताती है कि आपके खाते और रिकॉर्ड के साथ क्या हुआ। सबसे नई लाइन सबसे ऊपर है। कोई भी लाइन हमारी नज़र से बचकर बदली नहीं जा सकती।
history-none = आपने जो चुना, उसके लिए यहाँ कुछ नहीं है।
history-more = और देखें
history-older = पुरानी लाइनें
history-back = सब लाइनें

## क्या दिखे

history-filter = चुनें कि क्या देखना है
history-show = क्या देखना है
history-show-matters = जो सबसे ज़रूरी है
history-show-all = सब कुछ, हर कोड भी
history-show-sign-in = साइन इन और साइन आउट
history-show-codes = कोड
history-show-records = रिकॉर्ड
history-show-account = आपका खाता
history-show-clinic = क्लिनिक ने क्या किया
history-from = इस दिन से
history-to = इस दिन तक
history-date-hint = सब दिन देखने के लिए खाली छोड़ें।
history-date-malformed = ऐसा कोई दिन नहीं है।
history-date-backwards = आखिरी दिन पहले दिन से पहले का है। कृपया दोनों में से एक बदलें।
history-filter-button = दिखाएँ
history-filter-reset = शुरू से करें

## एक लाइन

history-item-report =
    { $date ->
        [none] बिना तारीख की जाँच रिपोर्ट
       *[other] { $date } की जाँच रिपोर्ट
    }
history-item-prescription =
    { $date ->
        [none] बिना तारीख का पर्चा
       *[other] { $date } का पर्चा
    }
history-item-dispensing =
    { $date ->
        [none] बिना तारीख की दी गई दवा
       *[other] { $date } को दी गई दवा
    }
history-item-document =
    { $date ->
        [none] बिना तारीख का कागज़
       *[other] { $date } का कागज़
    }
history-item-observation =
    { $date ->
        [none] बिना तारीख का नतीजा
       *[other] { $date } का नतीजा
    }
history-by-here = कौन: इस फ़ोन या कंप्यूटर पर कोई, आपके आखिरी साइन इन के बाद
history-by-elsewhere = कौन: किसी दूसरे फ़ोन या कंप्यूटर पर कोई, या इसी पर पहले कभी
history-by-guardian = कौन: { $name }, आपकी ओर से
history-by-somebody = कौन: कोई, जिसे आपकी ओर से काम करने की इजाज़त है
history-by-clinic = कौन: क्लिनिक
history-by-itself = यह अपने आप हुआ।
history-by-unknown = अब हमारे पास यह नहीं लिखा कि वह कौन था।
# $device ब्राउज़र और उसका सिस्टम है।
history-device = फ़ोन या कंप्यूटर: { $device }
history-code = कोड: Ref { $ref }
history-code-text = कोड: Ref { $ref }, मैसेज से
history-code-call = कोड: Ref { $ref }, फ़ोन से
history-not-genuine = यह लाइन वैसी नहीं है जैसी हमने लिखी थी। कृपया क्लिनिक को बताएँ।
history-reported = { $date } आपने बताया कि यह आपने नहीं किया।
history-looked-at = आपने बताया कि यह आपने नहीं किया। क्लिनिक ने { $date } इसे देख लिया।

## यह मैं नहीं था

history-not-me-question = क्या यह आपने नहीं किया?
history-not-me-lead = हमें बताएँ। हम बाकी सब जगह से साइन आउट कर देंगे और क्लिनिक को बता देंगे।
history-not-me = यह मैंने नहीं किया
history-not-me-title = क्या यह आपने नहीं किया?
history-not-me-will = अगर आप ऐसा कहें, तो:
history-not-me-sessions = बाकी सब जगह से तुरंत साइन आउट हो जाएगा। जो कोड भेजे जा चुके हैं, वे नहीं चलेंगे।
history-not-me-clinic = क्लिनिक को यह लाइन देखने को कहा जाएगा। उन्हें आपका मरीज़ नंबर और जो हुआ वह दिखेगा, नतीजे नहीं।
history-not-me-button = मैंने नहीं किया, क्लिनिक को बताएँ
history-not-me-cancel = नहीं, वापस जाएँ
history-not-me-guardian = जिसने यह किया, उसे हर जगह से साइन आउट कर दिया जाएगा, और उसने आपके लिए जो खोला था वह बंद हो जाएगा।
# Only the clinic can do so.
history-guardian-stays = वे आगे भी आपकी ओर से काम कर सकते हैं। इसे सिर्फ़ क्लिनिक बंद कर सकता है: अगर आप ऐसा चाहें, तो क्लिनिक को फ़ोन करें।
history-reported-enough = आपने हमें पहले ही कई लाइनें बता दी हैं। क्लिनिक पहले उन्हें देखेगा। बात ज़रूरी है? तो क्लिनिक को फ़ोन करें।
history-next-title = अब क्या होगा
history-next-sessions = बाकी सब जगह से साइन आउट हो गया है।
history-next-clinic = क्लिनिक को बता दिया गया है। वे इसे देखेंगे और आपको उस नंबर पर फ़ोन करेंगे जो उनके पास है।
history-next-here = यह इसी फ़ोन या कंप्यूटर पर हुआ, और यहाँ आप अब भी साइन इन हैं। अगर और लोग भी इसे चलाते हैं, तो काम होने पर साइन आउट करें।
history-next-password = अपना पासवर्ड अभी बदलें, ताकि पुराना जानने वाला अंदर न आ सके।
history-next-button = अपनी सेटिंग पर जाएँ
# $phone क्लिनिक का नंबर या पता है।
history-next-help = बात ज़रूरी है? क्लिनिक को फ़ोन करें: { $phone }

## सबूत

history-proof-title = क्या कोई इस लाइन को बदल सकता है?
# $place सबकी सूची में इस लाइन का नंबर है।
history-proof-place = यह लाइन सीलबंद सूची में नंबर { $place } पर है। इसे कोई चुपके से बदल या हटा नहीं सकता।
history-proof-waits = कुछ ही सेकंड में इस लाइन को सीलबंद सूची में जगह मिल जाएगी। फिर इसे कोई चुपके से बदल नहीं सकता।
history-proof-broken = सूची वैसी नहीं है जैसी हमने सील की थी, इसलिए हम नहीं दिखा सकते कि यह लाइन सही है। कृपया क्लिनिक को बताएँ।
history-proof-file = आप एक फ़ाइल रख सकते हैं जो यह दिखाती है। कंप्यूटर जानने वाला कोई भी उसे हमारे बिना जाँच सकता है।
history-proof-button = फ़ाइल सेव करें

## क्या हुआ

history-password-kept = आपका पासवर्ड वही है। अब हम उसे और सुरक्षित रखते हैं।
history-event-challenge-opened = एक कोड माँगा गया
history-event-code-resent = कोड एक बार और भेजा गया
history-event-code-answered = सही कोड लिखा गया
history-event-code-failed = ऐसा कोड लिखा गया जो नहीं चला
history-event-challenge-ended = बहुत बार गलत कोड लिखे गए, इसलिए वह कोड बंद हो गया
history-event-code-refused = एक कोड माँगा गया, पर हमने नहीं भेजा
history-event-sign-in-failed = किसी ने साइन इन करना चाहा, पर नहीं कर पाया
history-event-signed-in = किसी ने आपके खाते में साइन इन किया
history-event-signed-out = किसी ने साइन आउट किया
history-event-session-ended = एक फ़ोन या कंप्यूटर से साइन आउट हुआ
history-event-record-opened = एक रिकॉर्ड कोड से खोला गया
history-event-record-read = एक खुला रिकॉर्ड पढ़ा गया
history-event-record-sealed = एक रिकॉर्ड फिर से सील किया गया
history-event-record-refused = ऐसा रिकॉर्ड माँगा गया जो है नहीं, या आपका नहीं है
history-event-imported = क्लिनिक ने आपकी नई जानकारी डाली
history-event-password-changed = नया पासवर्ड रखा गया
history-event-codes-by-set = यह तय किया गया कि आपके कोड कैसे आएँ
history-event-wrong-tries-forgiven = क्लिनिक ने आपको कोड फिर से आज़माने दिया
history-event-patient-added = क्लिनिक ने आपका खाता बनाया
history-event-claim-failed = किसी ने ऐसा नंबर या जन्म की तारीख दी जो सही नहीं है
history-event-activated = आपका खाता चालू किया गया
history-event-notice-accepted = आपने माना कि क्लिनिक आपकी जानकारी का क्या करता है
history-event-password-refused = पासवर्ड बदलते समय गलत पासवर्ड लिखा गया
history-event-settings-changed = सेटिंग बदली गईं
history-event-key-rotated = क्लिनिक ने पोर्टल की एक चाबी बदली
# $what: devices, guardians या line.
history-event-looked-at-by-staff =
    { $what ->
        [devices] क्लिनिक ने आपके डिवाइसों की सूची देखी
        [guardians] क्लिनिक ने देखा कि आपकी ओर से कौन काम कर सकता है
       *[line] क्लिनिक ने आपके इतिहास की एक लाइन देखी
    }
history-event-look-up-shown = क्लिनिक ने देखा कि दवा की दुकान ने क्या माँगा था
history-event-line-reported = आपने एक लाइन के बारे में बताया कि यह आपने नहीं किया
history-event-report-looked-at = क्लिनिक ने वह लाइन देखी जो आपने बताई थी
history-event-export-asked = आपकी सारी जानकारी की फ़ाइल माँगी गई
history-event-export-taken = आपकी सारी जानकारी की फ़ाइल ले ली गई
history-event-erasure-asked = हमें आपकी जानकारी मिटाने को कहा गया
history-event-erasure-withdrawn = जानकारी मिटाने की बात वापस ली गई
history-event-erasure-confirmed = क्लिनिक आपकी जानकारी मिटाने को मान गया
history-event-erasure-refused = क्लिनिक आपकी जानकारी मिटाने को नहीं माना
history-event-erased = आपकी जानकारी मिटा दी गई
history-event-keys-retired = क्लिनिक ने पोर्टल की पुरानी चाबियाँ नष्ट कीं
history-event-keys-adopted = क्लिनिक पोर्टल को एक कॉपी से वापस लाया
history-event-log-restored = क्लिनिक सीलबंद सूची को एक कॉपी से वापस लाया
history-event-number-change-asked = किसी ने नया फ़ोन नंबर रखने को कहा
history-event-number-changed = आपका फ़ोन नंबर बदला गया
history-event-rebind-asked = क्लिनिक से आपका फ़ोन नंबर बदलने को कहा गया
history-event-rebind-put-off = फ़ोन नंबर बदलना रोकने के लिए हम एक और कोड नहीं भेज सके, इसलिए नंबर देर से बदलेगा
history-event-rebind-stopped = फ़ोन नंबर बदलना रोका गया
history-event-device-ended = एक फ़ोन या कंप्यूटर को दूसरे से साइन आउट किया गया
history-event-wipe-asked = हमें एक खोए हुए फ़ोन या कंप्यूटर से हमारा सब कुछ मिटाने को कहा गया
history-event-wipe-delivered = एक खोए हुए फ़ोन या कंप्यूटर से हमारा सब कुछ मिट गया
history-event-guardian-added = क्लिनिक ने तय किया कि एक व्यक्ति आपकी ओर से काम कर सकता है
history-event-guardian-ended = क्लिनिक ने तय किया कि एक व्यक्ति अब आपकी ओर से काम नहीं कर सकता
history-event-ward-added = क्लिनिक ने तय किया कि आप एक व्यक्ति की ओर से काम कर सकते हैं
history-event-ward-ended = क्लिनिक ने तय किया कि आप अब एक व्यक्ति की ओर से काम नहीं कर सकते
history-event-acting-began = किसी ने आपकी ओर से काम शुरू किया
history-event-acting-ended = किसी ने आपकी ओर से काम बंद किया
history-event-ward-acting-began = आपने किसी की ओर से काम शुरू किया
history-event-ward-acting-ended = आपने किसी की ओर से काम बंद किया
history-event-pin-set = पिन तय किया गया
history-event-pin-removed = पिन हटाया गया
history-event-pin-failed = ऐसा पिन लिखा गया जो सही नहीं है
history-event-prescription-looked-up = एक दवा की दुकान ने आपका पर्चा खोजा
history-event-look-up-failed = एक दवा की दुकान ने ऐसा नंबर खोजा जो नहीं है
history-event-pharmacy-allowed = एक दवा की दुकान को आपकी दवाएँ देखने दी गईं
history-event-pharmacy-vouched = एक दवा की दुकान को आपके कोड के बिना देखने दिया गया
history-event-vouch-refused = एक दवा की दुकान ने आपके कोड के बिना देखना चाहा, पर उसे देखने नहीं दिया गया
history-event-vouched = आपने बिना कोड दी गई चीज़ की ज़िम्मेदारी ली
history-event-untold-seen = आपने देखा कि एक दवा की दुकान ने आपके कोड के बिना क्या किया
history-event-pharmacy-refused = आपने एक दवा की दुकान को मना किया
history-event-dispensed = एक दवा दी गई
history-event-dispensing-undone = दवा की दुकान ने दवा देना रद्द किया
history-event-collection-denied = आपने बताया कि कोई दवा आपने नहीं ली
history-event-collector-named = आपने किसी को अपनी ओर से लेने के लिए चुना
history-event-collector-ended = आपकी ओर से लेने वाला हटाया गया
history-event-pharmacy-added = क्लिनिक ने एक दवा की दुकान जोड़ी
history-event-pharmacy-ended = क्लिनिक ने एक दवा की दुकान हटाई
history-event-staff-added = क्लिनिक ने आपका खाता बनाया
history-event-staff-ended = क्लिनिक ने आपका खाता बंद किया
history-event-token-added = क्लिनिक ने एक दवा की दुकान के प्रोग्राम को चाबी दी
history-event-token-revoked = क्लिनिक ने एक दवा की दुकान के प्रोग्राम से चाबी वापस ली
