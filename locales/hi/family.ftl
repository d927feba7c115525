### परिवार: साझे फ़ोन पर पिन, और किसी और के लिए काम करना।

pin-was-set = आपका पिन तय हो गया। हर बार साइन इन करने पर हम इसे पूछेंगे।
pin-was-removed = आपका पिन हटा दिया गया। अब हम इसे नहीं पूछेंगे।
family-back-done = आप फिर अपने खाते में हैं।

family-title = परिवार
family-text = क्लिनिक तय करता है कि किसी बच्चे की, या जिन्हें मदद चाहिए उनकी ओर से कौन काम कर सकता है।
family-link = देखें कि कौन किसकी ओर से काम करता है
family-wards-title = आप इनकी ओर से काम करते हैं
family-wards-none = आप किसी की ओर से काम नहीं करते।
# $name नाम है, $date दिन।
family-ward = { $name }, { $date } तक
family-act-button = { $name } की ओर से काम करें
family-guardians-title = आपकी ओर से काम करने वाले
family-guardians-none = आपकी ओर से कोई काम नहीं करता।
family-guardian = { $name }, { $date } तक
family-guardians-hint = वे अपने फ़ोन पर आए कोड से आपकी रिपोर्टें खोल सकते हैं। हर बार यह लिख लिया जाता है, और आप इसे देख सकते हैं। अगर यह सही नहीं है, तो क्लिनिक को बताएँ।
family-acting = आप { $name } की ओर से काम कर रहे हैं
family-acting-label = किसी और की ओर से काम
family-back-button = अपने खाते पर लौटें
home-data-of = उनकी जानकारी की कॉपी लें
home-family = परिवार में किसी की ओर से काम करें

pin-title = आपका पिन
pin-section-text = अगर परिवार का फ़ोन एक ही है, तो पिन से आपका पन्ना सिर्फ़ आपका रहता है। हर बार साइन इन करने पर हम कोड के बाद इसे पूछते हैं।
pin-section-none = आपका कोई पिन नहीं है।
pin-section-set = आपका पिन तय है।
pin-set-button = पिन तय करें
pin-change-button = पिन बदलें या हटाएँ
pin-set-title = पिन तय करें
pin-change-title = अपना पिन बदलें
pin-label = आपका पिन
pin-hint = 4 से 6 अंक, जो आपने खुद चुने थे। मैसेज में आया कोड नहीं
new-pin-label = नया पिन
new-pin-hint = 4 से 6 अंक। अपना जन्मदिन या 1111 और 1234 जैसा कुछ न चुनें
pin-save = पिन सेव करें
pin-remove = पिन हटाएँ
pin-advice = आपके फ़ोन पर किसी और के कोड भी आते हैं। अपने पिन से आपकी रिपोर्टें सिर्फ़ आपकी रहती हैं।
pin-advice-link = पिन तय करें
# $name वह नाम है जिससे हम बुलाते हैं।
pin-ask-title = { $name } जी, अपना पिन लिखें
pin-ask-button = आगे बढ़ें
pin-ask-other = मैं कोई और हूँ
pin-forgotten = पिन याद नहीं? क्लिनिक काउंटर पर आपका पिन हटा सकता है।
code-purpose-pin = अपना पिन तय करने या बदलने के लिए
