### दवा की दुकान का काउंटर, और वहाँ क्या दिया गया।

pharmacy-dispensed = यह लिख लिया गया।
pharmacy-undone = यह वापस ले लिया गया। कुछ नहीं दिया गया।

refusal-prescription-number-missing = पर्चे का नंबर लिखें।
refusal-prescription-number-malformed = पर्चे के नंबर में 9 अक्षर और अंक होते हैं। जैसा दिख रहा है, वैसा ही लिखें।
refusal-prescription-number-mistyped = इस नंबर का एक अक्षर या अंक ग़लत है। फिर से मिलाएँ।
refusal-prescription-changed = डॉक्टर ने यह पर्चा अभी बदला है। फिर से देखें।
refusal-amount-missing = लिखें कि कितना दे रहे हैं।
refusal-amount-malformed = मात्रा संख्या में लिखें, जैसे 10 या 2.5।
refusal-amount-unclear = मात्रा बिना अल्पविराम के लिखें, जैसे 1000 या 1.5।
# $most is a number.
refusal-too-much = इतना अभी नहीं दिया जा सकता। ज़्यादा से ज़्यादा { $most }।
refusal-amount-not-counted = यह पूरा दिया जाता है, बिना मात्रा के।
# $time is a day and a time.
refusal-not-open = यह { $time } से लिया जा सकता है।
refusal-used-up = इसमें अब कुछ बाक़ी नहीं है।
refusal-prescription-ended = इस पर्चे का समय ख़त्म हो गया।
refusal-nothing-chosen = कम से कम एक दवा की मात्रा लिखें।
refusal-identity-needed = इस दवा पर नियंत्रण है। लिखें कि लेने वाले को किस काग़ज़ से पहचाना।
refusal-controlled = इन दवाओं पर नियंत्रण है। इनके लिए मरीज़ का अपना कोड चाहिए।
refusal-nothing-there = इस नंबर पर कुछ नहीं दिया जा सकता।
refusal-look-up-over = इसका समय निकल गया। पर्चे के नंबर से फिर शुरू करें।
refusal-patient-refused = मरीज़ ने मना किया। कुछ न दें।
refusal-reason-needed = थोड़े शब्दों में लिखें कि मरीज़ तक कोड क्यों नहीं पहुँच सकता।
refusal-somebody-else-needed = यहाँ आपके अलावा किसी और को साइन इन करना होगा।
refusal-collector-needed = नाम लिखें, और आज या उसके बाद का दिन, तीन महीने के भीतर।

## इतिहास की पंक्तियाँ

# $name is a pharmacy.
history-by-pharmacy = { $name } ने
history-by-a-pharmacy = किसी दवा की दुकान ने
my-data-by-pharmacy = दवा की दुकान ने
history-event-prescription-looked-up = एक दवा की दुकान ने आपका पर्चा देखना चाहा
history-event-look-up-failed = एक दवा की दुकान ने ऐसा नंबर पूछा जो नहीं है
history-event-pharmacy-allowed = एक दवा की दुकान को आपकी दवाएँ देखने दी गईं
history-event-pharmacy-vouched = एक दवा की दुकान को आपके कोड के बिना देखने दिया गया
history-event-vouched = आपने बिना कोड दी गई चीज़ की ज़िम्मेदारी ली
history-event-pharmacy-refused = आपने एक दवा की दुकान को मना किया
history-event-dispensed = एक दवा दी गई
history-event-dispensing-undone = दवा की दुकान ने दी हुई चीज़ वापस ली
history-event-collection-denied = आपने बताया कि आपने कुछ नहीं लिया
history-event-collector-named = आपने किसी को अपनी ओर से लेने के लिए चुना
history-event-collector-ended = आपकी ओर से लेने वाला हटाया गया
history-event-pharmacy-added = क्लिनिक ने एक दवा की दुकान जोड़ी
history-event-pharmacy-ended = क्लिनिक ने एक दवा की दुकान हटाई
history-event-staff-added = क्लिनिक ने आपका खाता बनाया
history-event-staff-ended = क्लिनिक ने आपका खाता बंद किया
history-event-token-added = क्लिनिक ने एक दवा की दुकान के लिए टोकन बनाया
history-event-token-revoked = क्लिनिक ने एक दवा की दुकान का टोकन बंद किया
