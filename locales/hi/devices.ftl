### वे फ़ोन और कंप्यूटर जिन पर साइन इन किया गया, और जो खो गए।

devices-link = आपके फ़ोन और कंप्यूटर
devices-title = आपके फ़ोन और कंप्यूटर
devices-lead = इन फ़ोन और कंप्यूटर पर आपने साइन इन किया है। कोई अनजान लगे तो उसे साइन आउट करें और अपना पासवर्ड बदलें।
# $browser ब्राउज़र का नाम है, $system वह जिस पर वह चलता है।
devices-name = { $system } पर { $browser }
devices-a-browser = एक ब्राउज़र
devices-this = यही, जो आपके सामने है
devices-signed-in = साइन इन है
devices-signed-out = साइन इन नहीं है
devices-last-seen = आखिरी बार इस्तेमाल
devices-first-seen = पहली बार इस्तेमाल
devices-place = लगभग कहाँ
devices-end-button = इसे साइन आउट करें
devices-others-button = यहाँ छोड़कर हर जगह साइन आउट करें
devices-lost-link = यह खो गया है
devices-clear-link = इसमें से सब मिटाएँ
devices-ended = वह फ़ोन या कंप्यूटर साइन आउट हो गया है।
devices-others-ended = यहाँ छोड़कर आप हर जगह साइन आउट हो गए हैं।

## खोया हुआ

devices-lost-title = क्या यह खो गया है?
devices-lost-text = हम इसे तुरंत साइन आउट करेंगे। अगली बार कोई इस पर हमारे पन्ने खोलेगा, तो यह आपका सब कुछ भूल जाएगा।
devices-clear-title = क्या इसमें से सब मिटा दें?
devices-clear-text = आप यहाँ साइन आउट हो जाएँगे, और यह फ़ोन या कंप्यूटर हमारा सब कुछ भूल जाएगा।
devices-lost-kept = आपकी रिपोर्टें क्लिनिक के पास सुरक्षित रहती हैं।
devices-lost-button = हाँ, सब मिटा दें
devices-lost-back = नहीं, वापस जाएँ
devices-wipe-asked = यह साइन आउट हो गया है। हमारे पन्नों पर आते ही इसमें से सब मिट जाएगा।
# $when दिन और समय है।
devices-wipe-waits = खो गया। { $when } को इसमें से सब मिटाने को कहा गया। तब से यह हमारे पन्नों पर नहीं आया।
# $asked और $when दिन और समय हैं।
devices-wipe-done = खो गया। { $asked } को इसमें से सब मिटाने को कहा गया। { $when } को सब मिट गया।

## खोया हुआ फ़ोन क्या दिखाता है

device-wiped-title = इस फ़ोन या कंप्यूटर से सब मिटा दिया गया
device-wiped-text = हमें इसमें से सब मिटाने को कहा गया। इसलिए हमने इसे साइन आउट किया, और यह हमारा सब कुछ भूल गया। अगर यह आपका है, तो आप फिर साइन इन कर सकते हैं।

## इतिहास में

history-event-device-ended = एक फ़ोन या कंप्यूटर को दूसरे से साइन आउट किया गया
history-event-wipe-asked = खोए हुए फ़ोन या कंप्यूटर से सब मिटाने को कहा गया
history-event-wipe-delivered = खोए हुए फ़ोन या कंप्यूटर से सब मिट गया
