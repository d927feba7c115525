### हर पन्ने के शब्द, और होम पन्ना।
### वाक्य छोटे रखें, आदर के साथ "आप" लिखें। बोलचाल के शब्द चुनें: रिपोर्ट, कोड, मोबाइल।

## ढाँचा: ऊपर का हिस्सा, मेन्यू, नीचे का हिस्सा

app-name = Medseal
# ब्राउज़र के टैब का नाम। $page पन्ने का शीर्षक है, $clinic क्लिनिक का नाम।
common-title = { $page } – { $clinic }
# फ़ॉर्म में गलती हो तो यही नाम, ताकि स्क्रीन रीडर पहले गलती बताए।
common-title-error = गलती: { $page } – { $clinic }
common-skip = सीधे मुख्य हिस्से पर जाएँ
common-menu-label = पन्ने
common-home = होम
common-labs = जाँच रिपोर्ट
common-sign-out = साइन आउट
# स्क्रीन रीडर इसे दूसरी भाषा के नाम से पहले पढ़ता है।
common-language-change = भाषा बदलें:
common-footer-promise = आपकी रिपोर्टें सीलबंद रहती हैं। सिर्फ़ आपके कोड से खुलती हैं।
# $phone क्लिनिक का फ़ोन नंबर है।
common-footer-help = मदद चाहिए? क्लिनिक को फ़ोन करें: { $phone }
common-footer-help-desk = मदद चाहिए? क्लिनिक के काउंटर पर पूछें।
common-footer-made = Medseal पर चलता है
# सिर्फ़ वहाँ जहाँ मैसेज ब्राउज़र के फ़ोन पर जाते हैं, पोर्टल आज़माने के लिए।
common-sandbox-phone = आज़माने का फ़ोन

## भाषाओं के नाम, हर एक अपनी लिपि में

language-en = English
language-hi = हिन्दी

## बटन और छोटे शब्द

common-continue = आगे बढ़ें
common-back = पीछे जाएँ
common-try-again = फिर कोशिश करें
common-go-home = होम पन्ने पर जाएँ
common-error-title = कुछ ठीक नहीं है
# किसी खाने के पास लिखी गलती से पहले पढ़ा जाता है।
common-error-prefix = गलती:
common-notice-title = ध्यान दें
common-done-title = हो गया

## होम

# $name व्यक्ति का नाम है, जैसा क्लिनिक ने लिखा है।
home-title = नमस्ते, { $name } जी
home-lead = आपकी जाँच रिपोर्टें यहाँ सीलबंद रखी हैं। हर रिपोर्ट आप कोड से खोलते हैं।
home-labs-button = मेरी जाँच रिपोर्टें देखें
home-latest-title = आपकी सबसे नई रिपोर्ट
home-latest-open = यह रिपोर्ट खोलें
home-latest-look = यह रिपोर्ट देखें
home-none = अभी आपकी कोई जाँच रिपोर्ट नहीं है। नई रिपोर्ट आने पर यहाँ दिखेगी।
# $count संख्या है।
home-count =
    { $count ->
        [one] आपकी { $count } जाँच रिपोर्ट है।
       *[other] आपकी { $count } जाँच रिपोर्टें हैं।
    }
home-how-title = सील आपकी रिपोर्ट को कैसे सुरक्षित रखती है
home-how-sealed = जब तक आप पढ़ना न चाहें, रिपोर्ट सीलबंद रहती है।
home-how-code = हम आपके मोबाइल पर कोड भेजते हैं। उससे सिर्फ़ वही एक रिपोर्ट खुलती है।
home-how-close = कुछ मिनट बाद रिपोर्ट अपने आप फिर सीलबंद हो जाती है।
