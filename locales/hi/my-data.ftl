### अपनी जानकारी ले जाना, और उसे मिटवाना।

my-data-title = आपकी जानकारी
my-data-link = अपनी जानकारी की कॉपी लें
my-data-back = सेटिंग पर वापस जाएँ
my-data-lead = हम आपके बारे में जो जानकारी रखते हैं, उसकी कॉपी आप ले सकते हैं।
my-data-files = आपको दो फ़ाइलें मिलेंगी:
my-data-is-page = एक पन्ना, जिसे आप पढ़, छाप और रख सकते हैं। इसमें आपकी जाँच रिपोर्टें, आपके पर्चे, दी गई दवाएँ, आपकी सेटिंग, आपके फ़ोन और कंप्यूटर, यहाँ आपका परिवार, और यह भी है कि यह सब किसने देखा।
my-data-is-bundle = दूसरे क्लिनिक के कंप्यूटर के लिए एक फ़ाइल (FHIR)।
my-data-without = पासवर्ड, पिन और कोड इनमें नहीं हैं। जो बाद में ठीक किया गया, वह पहले जैसा था, वह भी इनमें नहीं है।
my-data-once = फ़ाइलें एक-दो मिनट में बन जाती हैं। हर फ़ाइल एक ही बार, एक घंटे के अंदर, इसी फ़ोन या कंप्यूटर पर ली जा सकती है। फ़ाइलें मिलने तक साइन इन रहें।
my-data-safe = इन्हें सुरक्षित जगह रखें। जिसके पास ये फ़ाइलें हैं, वह सब पढ़ सकता है।
my-data-ask = मेरी जानकारी की कॉपी दें
my-data-anew = नई फ़ाइलें बनाएँ
my-data-making-title = हम आपकी फ़ाइलें बना रहे हैं
# दोनों संख्याएँ हैं। शून्य में से शून्य: अभी शुरू नहीं हुआ।
my-data-making =
    { $all ->
        [0] हम अभी शुरू करते हैं।
       *[other] { $all } में से { $done } रिपोर्ट और पर्चे हो गए।
    }
my-data-making-hint = यह पन्ना अपने आप फिर देखता है। आप यहीं रुक सकते हैं।
my-data-again = अभी फिर देखें
my-data-ready-title = आपकी फ़ाइलें तैयार हैं
my-data-over-title = आप अपनी फ़ाइलें ले चुके हैं
my-data-until = आप इन्हें { $time } तक ले सकते हैं।
# $size दशमलव वाली संख्या है।
my-data-take-page = पन्ना सेव करें ({ $size } MB)
my-data-take-bundle = कंप्यूटर वाली फ़ाइल सेव करें ({ $size } MB)
my-data-taken = यह आप ले चुके हैं।
my-data-gone = यह फ़ाइल अब यहाँ नहीं है। हर फ़ाइल एक ही बार, एक घंटे के अंदर, उसी फ़ोन या कंप्यूटर पर ली जा सकती है जिससे वह माँगी गई।
my-data-lost = अगर कोई फ़ाइल पूरी न मिली हो, तो नई फ़ाइलें बनाएँ। उसके लिए नया कोड चाहिए।
my-data-given-up = फ़ाइलें नहीं बन सकीं। कृपया फिर कोशिश करें। फिर भी न बनें, तो क्लिनिक को फ़ोन करें।

## पन्ना

my-data-page-title = { $name } की जानकारी
my-data-page-made = { $clinic } से, { $date } को बना
my-data-page-keep = इस पन्ने को सुरक्षित जगह रखें। जिसके पास यह है, वह सब पढ़ सकता है।
my-data-number = मरीज़ नंबर
my-data-birth = जन्म की तारीख
my-data-phone = फ़ोन
my-data-email = ई‑मेल
my-data-account = आपका खाता
my-data-account-own = यह कॉपी उन्होंने ली है जो इनकी ओर से काम करते हैं। इसलिए इनकी सेटिंग, फ़ोन और कंप्यूटर, परिवार और मानी गई बातें इसमें नहीं हैं। वह सब सिर्फ़ ये खुद ले सकते हैं।
my-data-waiting = नया नंबर, जो अभी शुरू नहीं हुआ
# $ending आखिरी दो अंक हैं, $date दिन और समय।
my-data-waiting-says = आखिरी अंक { $ending }, { $date } से कोड इसी पर जाएँगे
my-data-notices = क्लिनिक आपकी जानकारी का क्या करता है: आपने क्या माना
# $version संस्करण है, $language भाषा का नाम, $date दिन और समय।
my-data-notice = संस्करण { $version }, { $language } में पढ़ा, { $date } को
my-data-notices-none = आपने अभी तक कुछ नहीं माना।
my-data-devices-none = आपने किसी फ़ोन या कंप्यूटर पर साइन इन नहीं किया।
my-data-counter-number = दवा की दुकान के लिए नंबर
my-data-collectors = इसे कौन ले सकता है
my-data-reports = जाँच रिपोर्टें
my-data-reports-none = कोई जाँच रिपोर्ट नहीं है।
# $date पूरी तारीख है, या none।
my-data-under-review =
    { $date ->
        [none] बिना तारीख की एक रिपोर्ट की अभी जाँच हो रही है। वह इस पन्ने में नहीं है।
       *[other] { $date } की एक रिपोर्ट की अभी जाँच हो रही है। वह इस पन्ने में नहीं है।
    }
my-data-withdrawn =
    { $date ->
        [none] बिना तारीख की एक रिपोर्ट लैब ने वापस ले ली।
       *[other] { $date } की एक रिपोर्ट लैब ने वापस ले ली।
    }
my-data-prescriptions = पर्चे
my-data-prescriptions-none = कोई पर्चा नहीं है।
my-data-prescription-ended = रोका या रद्द किया गया
my-data-written = कब लिखा गया
my-data-prescriber = किसने लिखा
my-data-reason = किसलिए
my-data-remarks = नोट
my-data-amount = मात्रा
my-data-amount-first = पहली बार की मात्रा
my-data-lasts = कितने समय चलेगी
my-data-repeats = और कितनी बार मिल सकती है
my-data-interval = कितने समय बाद फिर
my-data-schedule = कानून में दवा की किस्म
my-data-valid-from = कब से
my-data-valid-until = कब तक
my-data-dispensed = क्या दिया गया
my-data-dispensings = दी गई दवाएँ, जिनके पर्चे यहाँ नहीं हैं
my-data-dispensed-at = कब
my-data-undone = दुकान ने रद्द किया
my-data-other-brand = दूसरी कंपनी की दवा दी गई
my-data-pharmacy = दवा की दुकान
my-data-dispensed-by = किसने दी
my-data-dispensed-to = किसे दी
my-data-to-patient = मरीज़ को
my-data-paper = दिखाया गया पहचान पत्र
# $kind is a word such as Passport, $last the end of its number.
my-data-paper-ends = { $kind }, जिसका नंबर { $last } पर खत्म होता है
my-data-agreed = मंज़ूरी
my-data-agreed-code = फ़ोन पर आए कोड से
my-data-agreed-otherwise = बिना कोड के: { $reason }
my-data-history = किसने क्या देखा या किया
my-data-history-lead = सबसे नया सबसे ऊपर है।
my-data-by-you = आप, या आपके फ़ोन या कंप्यूटर पर कोई
my-data-by-guardian = कोई, जिसे आपकी ओर से काम करने की इजाज़त है
my-data-by-clinic = क्लिनिक
