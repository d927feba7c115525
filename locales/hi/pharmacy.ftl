### दवा की दुकान का काउंटर, और वहाँ क्या दिया गया।

pharmacy-dispensed = यह लिख लिया गया।
pharmacy-undone = यह रद्द हो गया। कुछ नहीं दिया गया।

refusal-prescription-number-missing = पर्चे का नंबर लिखें।
refusal-prescription-number-malformed = पर्चे के नंबर में 9 अक्षर और अंक होते हैं। जैसा दिख रहा है, वैसा ही लिखें।
refusal-prescription-number-mistyped = इस नंबर का एक अक्षर या अंक गलत है। फिर से मिलाकर देखें।
refusal-prescription-changed = यह पर्चा अभी बदला है। फिर से देखें।
refusal-amount-missing = लिखें कि कितना दे रहे हैं।
refusal-amount-malformed = मात्रा संख्या में लिखें, जैसे 10 या 2.5।
refusal-amount-unclear = मात्रा बिना कॉमा के लिखें, जैसे 1000 या 1.5।
# $most is a number.
refusal-too-much = इतना अभी नहीं दिया जा सकता। ज़्यादा से ज़्यादा { $most }।
refusal-amount-not-counted = यह पूरा दिया जाता है, बिना मात्रा के।
# $time is a day and a time.
refusal-not-open = यह { $time } से लिया जा सकता है।
refusal-used-up = इसमें अब कुछ बाकी नहीं है।
refusal-prescription-ended = इस पर्चे का समय पूरा हो गया।
refusal-nothing-chosen = कम से कम एक दवा की मात्रा लिखें।
refusal-identity-needed = यह कंट्रोल वाली दवा है। लिखें कि लेने वाले को किस पहचान पत्र से पहचाना।
refusal-identity-number-needed = पहचान पत्र का नंबर लिखें।
refusal-controlled = ये कंट्रोल वाली दवाएँ हैं। इनके लिए मरीज़ का अपना कोड चाहिए।
refusal-nothing-there = इस नंबर पर कुछ नहीं दिया जा सकता।
refusal-look-up-over = इसका समय निकल गया। पर्चे के नंबर से फिर शुरू करें।
refusal-patient-refused = मरीज़ ने मना किया। कुछ न दें।
refusal-reason-needed = थोड़े शब्दों में लिखें कि मरीज़ तक कोड क्यों नहीं पहुँच सकता।
refusal-somebody-else-needed = यहाँ आपके अलावा किसी और को साइन इन करना होगा।
refusal-collector-needed = जो लेगा, उसका नाम लिखें।
refusal-collector-day-needed = दिन चुनें: आज, या तीन महीने के भीतर।

## इतिहास की पंक्तियाँ

# $name is a pharmacy.
history-by-pharmacy = कौन: { $name }
history-by-a-pharmacy = कौन: कोई दवा की दुकान
my-data-by-pharmacy = दवा की दुकान

refusal-login-missing = अपना लॉगिन लिखें।

## दवा की दुकान में साइन इन

pharmacy-sign-in-title = अपनी दवा की दुकान में साइन इन करें
pharmacy-sign-in-lead = यह वहाँ काम करने वालों के लिए है। पासवर्ड के बाद हम आपके मोबाइल पर कोड भेजते हैं।
pharmacy-login-label = लॉगिन
pharmacy-login-hint = यह आपको क्लिनिक ने दिया है।
# इसके बाद "मरीज़ के रूप में साइन इन करें" लिंक आता है।
pharmacy-sign-in-patient = क्या आप मरीज़ हैं?
pharmacy-sign-in-as-patient = मरीज़ के रूप में साइन इन करें
pharmacy-out-text = अब यहाँ कोई कुछ नहीं देख सकता। आप यह पन्ना बंद कर सकते हैं।
pharmacy-for-patients-title = यह पन्ना मरीज़ों के लिए है
pharmacy-for-patients-text = आप दवा की दुकान में साइन इन हैं। अपने रिकॉर्ड देखने के लिए पहले साइन आउट करें।
pharmacy-for-pharmacies-title = यह पन्ना दवा की दुकानों के लिए है
pharmacy-for-pharmacies-text = आप मरीज़ के रूप में साइन इन हैं। अगर आप दवा की दुकान में काम करते हैं, तो पहले साइन आउट करें।

## काउंटर

pharmacy-menu = काउंटर
# $name साइन इन किए हुए व्यक्ति का नाम है।
pharmacy-greeting = आप { $name } के नाम से साइन इन हैं।
pharmacy-number-label = पर्चे का नंबर
pharmacy-number-hint = लिखें या स्कैन करें। इसमें 9 अक्षर और अंक होते हैं, जैसे K7X‑9QA‑4TD।
pharmacy-number-button = पर्चा खोजें
pharmacy-today-title = आज आपने जो खोजा
# इनमें से एक दिन के समय के बाद आता है।
pharmacy-state-asked = मरीज़ का इंतज़ार
pharmacy-state-allowed = देने के लिए तैयार
pharmacy-state-refused = मरीज़ ने मना किया
pharmacy-state-dispensed = दे दिया गया
pharmacy-state-undone = रद्द किया गया
pharmacy-state-over = समय निकल गया

## मरीज़ का कोड

pharmacy-code-title = मरीज़ से कोड पूछें
pharmacy-code-purpose = पर्चे की दवा देने के लिए
# ऐसे नंबर पर भी यही सच हो जो किसी का नहीं है।
pharmacy-code-sent = अगर नंबर सही है, तो मरीज़ को अभी कोड वाला मैसेज मिलेगा। उसमें आपकी दुकान का नाम और यही Ref होगा।
pharmacy-code-sent-call = अगर नंबर सही है, तो हम कोड बताने के लिए मरीज़ को अभी फ़ोन कर रहे हैं। फ़ोन पर यही Ref बताया जाएगा।
pharmacy-code-hint = 6 अंक, जो मरीज़ आपको पढ़कर बताएँ
# $left संख्या है: कितनी कोशिशें बची हैं।
pharmacy-code-wrong =
    { $left ->
        [one] यह कोड सही नहीं है। मरीज़ से फिर पढ़ने को कहें। { $left } कोशिश बची है।
       *[other] यह कोड सही नहीं है। मरीज़ से फिर पढ़ने को कहें। { $left } कोशिशें बची हैं।
    }
pharmacy-code-button = दवाएँ दिखाएँ
pharmacy-code-agreed = देखें कि मरीज़ ने अपने फ़ोन पर हाँ कहा या नहीं
pharmacy-code-call-note = मैसेज आने में थोड़ी देर लग सकती है। न आए तो हम मरीज़ को फ़ोन करके कोड बता देंगे।
pharmacy-code-call = मैसेज नहीं, मरीज़ को फ़ोन करें
pharmacy-code-call-again = मरीज़ को फिर से फ़ोन करें
pharmacy-code-calling = हम अभी मरीज़ को फ़ोन कर रहे हैं।
pharmacy-code-none = मरीज़ तक कोई कोड नहीं पहुँच सकता
pharmacy-code-other = दूसरा नंबर खोजें
pharmacy-progress-delivered = मैसेज मरीज़ के फ़ोन पर आ गया है।
pharmacy-progress-calling = हम मरीज़ को फ़ोन कर रहे हैं।
pharmacy-progress-called = हमने मरीज़ को फ़ोन किया है।
pharmacy-progress-looked-at = मरीज़ को अभी हाँ या ना कहना है।
pharmacy-progress-open = आप अब यह दे सकते हैं।
pharmacy-progress-moved = मरीज़ ने जवाब दे दिया है।
pharmacy-looked-at-title = मरीज़ देख रहे हैं
pharmacy-looked-at-text = उन्होंने अपने फ़ोन पर कोड लिखा है और देख रहे हैं कि आप क्या दे सकते हैं। उनके हाँ कहने तक रुकें।

## दवाएँ

pharmacy-medicines-title = दवा देना
pharmacy-medicines-lead = मरीज़ आज जो चाहें, वह दें। कोई दवा न देनी हो, तो उसकी मात्रा खाली छोड़ें।
# एक ही दवा के लिए।
pharmacy-medicine-lead = मरीज़ आज जो चाहें, वह दें।
# $time दिन का समय है।
pharmacy-open-until = यह आपको { $time } तक दिखेगा।
pharmacy-changed = मरीज़ से पूछने के बाद इस पर्चे में कुछ जोड़ा, बदला या बंद किया गया है। उसे देखने के लिए नंबर फिर से खोजें।
pharmacy-vouched = बिना कोड के, दूसरे फ़ार्मासिस्ट ने इसकी ज़िम्मेदारी ली है। मरीज़ को बता दिया गया है। कंट्रोल वाली दवाएँ नहीं दिखाई जातीं।
pharmacy-vouched-untold = बिना कोड के, दूसरे फ़ार्मासिस्ट ने इसकी ज़िम्मेदारी ली है। मरीज़ को मैसेज से नहीं बताया जा सका: साइन इन करने पर वे इसे पढ़ेंगे। कंट्रोल वाली दवाएँ नहीं दिखाई जातीं।
pharmacy-nothing = इस पर्चे पर कुछ नहीं दिया जा सकता। सब ले लिया गया, समय पूरा हो गया या डॉक्टर ने रोक दिया।
# $day पूरी तारीख है।
pharmacy-nothing-yet = इस पर्चे पर अभी कुछ नहीं दिया जा सकता। अगली बार { $day } से।
pharmacy-collector-label = कौन ले रहा है?
pharmacy-controlled = कंट्रोल वाली दवा: लेने वाले का पहचान पत्र देखें।
# $amount संख्या है और अक्सर इकाई भी, जैसे 30 × tablet।
pharmacy-left-most = अभी ज़्यादा से ज़्यादा { $amount }।
pharmacy-left-whole = अभी एक पूरा पैक, जैसा पर्चे में है।
# $times संख्या है।
pharmacy-left-after =
    { $times ->
        [0] यह आखिरी बार है।
        [one] इसके बाद { $times } बार और।
       *[other] इसके बाद { $times } बार और।
    }
# $day पूरी तारीख है।
pharmacy-left-until = इसे { $day } तक ले सकते हैं।
pharmacy-amount-label = आप कितना दे रहे हैं
pharmacy-whole-label = यह पूरा दिया जा रहा है
pharmacy-brand-label = मैंने दूसरी कंपनी की दवा दी
pharmacy-paper-label = कौन सा पहचान पत्र
pharmacy-paper-hint = जैसे आधार, वोटर कार्ड या ड्राइविंग लाइसेंस
pharmacy-paper-number-label = पहचान पत्र का नंबर
pharmacy-paper-number-hint = हम इसके आखिरी 4 अक्षर ही रखते हैं।
pharmacy-dispense-button = दे दिया
pharmacy-dispense-nothing = कुछ न दें

## क्या हुआ

# $time इन सब में दिन का समय है।
pharmacy-dispensed-text = आपने यह { $time } दिया।
pharmacy-undone-text = आपने इसे { $time } रद्द किया।
pharmacy-refused-title = मरीज़ ने मना किया
pharmacy-refused-text = कुछ न दें। क्लिनिक को पता है।
pharmacy-over-title = इसका समय निकल गया
pharmacy-over-text = कुछ नहीं दिया गया। मरीज़ से नंबर फिर से पूछें।
pharmacy-next = अगला पर्चा
pharmacy-undo-text = गलती हुई? आप { $time } तक इसे रद्द कर सकते हैं। मरीज़ को दोनों दिखेंगे।
pharmacy-undo-button = रद्द करें

## बिना कोड के

pharmacy-without-title = मरीज़ तक कोई कोड नहीं पहुँच सकता
pharmacy-without-lead = आपकी दुकान के दूसरे फ़ार्मासिस्ट इसकी ज़िम्मेदारी ले सकते हैं। हम मरीज़ को बताते हैं, क्लिनिक इसका हिसाब रखता है, और कंट्रोल वाली दवाएँ छोड़ दी जाती हैं।
pharmacy-reason-label = मरीज़ तक कोड क्यों नहीं पहुँच सकता?
pharmacy-reason-hint = कुछ शब्द लिखें। क्लिनिक इन्हें पढ़ सकता है, और मरीज़ को ये अपने डेटा में मिलते हैं।
pharmacy-second-title = दूसरे फ़ार्मासिस्ट साइन इन करें
pharmacy-second-purpose = मरीज़ के कोड के बिना इसकी ज़िम्मेदारी लेने के लिए
pharmacy-second-button = ज़िम्मेदारी मेरी है
pharmacy-without-back = कोड पर वापस
