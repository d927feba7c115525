### खाते: खाता चालू करना, भूला हुआ पासवर्ड, पासवर्ड बदलना, और सेटिंग।

## खाता चालू करना

activate-title = अपना खाता चालू करें
activate-lead = बताइए कि आप कौन हैं। फिर हम उस मोबाइल नंबर पर कोड भेजेंगे जो आपने क्लिनिक में दिया है।
activate-number-label = मरीज़ नंबर
activate-number-hint = यह आपके क्लिनिक कार्ड पर लिखा है।
activate-title-welcome = स्वागत है
# $name व्यक्ति का नाम है।
activate-welcome = स्वागत है, { $name } जी
activate-read = कृपया पहले यह पढ़ें। फिर एक पासवर्ड चुनें।
activate-button = मेरा खाता चालू करें

## जन्म की तारीख, तीन खानों में

birth-label = जन्म की तारीख
birth-hint = जैसे 29 2 1948
birth-day = दिन
birth-month = महीना
birth-year = साल

## भूला हुआ पासवर्ड

forgotten-title = नया पासवर्ड रखें
forgotten-lead = बताइए कि आप कौन हैं। फिर हम उस मोबाइल नंबर पर कोड भेजेंगे जो आपने क्लिनिक में दिया है।
forgotten-choose = नया पासवर्ड चुनें। बाकी सब जगह आप साइन आउट हो जाएँगे।

## पासवर्ड चुनना

account-new-password-label = नया पासवर्ड
account-new-password-hint = कम से कम 10 अक्षर या अंक। कुछ शब्द जो आपको याद रहें, अच्छे रहते हैं।
account-password-button = नया पासवर्ड सेव करें
account-to-sign-in = साइन इन पर वापस जाएँ

## क्या हुआ

account-already-active = यह खाता पहले से चालू है। इसके पासवर्ड से साइन इन करें। अगर पासवर्ड आपने नहीं रखा, तो क्लिनिक को फ़ोन करें।
account-activated = आपका खाता चालू है। आप साइन इन हैं।
account-password-set = आपका नया पासवर्ड सेव हो गया है। अब उसी से साइन इन करें।
account-password-changed = आपका पासवर्ड बदल गया है। बाकी सब जगह आप साइन आउट हो गए हैं।
account-settings-saved = आपकी सेटिंग सेव हो गई है।

## सेटिंग

settings-title = आपकी सेटिंग
settings-codes-label = कोड कैसे भेजें
settings-codes-default = मैसेज से। न आए तो हम फ़ोन करेंगे।
settings-codes-text = सिर्फ़ मैसेज से
settings-codes-call = फ़ोन से। कोई न उठाए तो हम मैसेज भेजेंगे।
settings-language-label = पन्नों और मैसेज की भाषा
settings-text-label = अक्षरों का आकार
settings-text-normal = सामान्य
settings-text-large = बड़ा
settings-change-button = ये सेटिंग बदलें
settings-code-hint = आपकी सुरक्षा के लिए हम पहले एक कोड भेजते हैं।
settings-change-title = अपनी सेटिंग बदलें
settings-save = सेव करें
settings-password-title = अपना पासवर्ड बदलें
settings-password-text = इसके लिए अभी का पासवर्ड और एक कोड चाहिए।
settings-password-button = मेरा पासवर्ड बदलें
settings-current-label = अभी का पासवर्ड
settings-current-hint = जिससे आप अभी साइन इन करते हैं।
settings-notice-link = क्लिनिक आपकी जानकारी का क्या करता है
