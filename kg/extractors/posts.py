"""How an office, its body and its holder stand together: «Kepala Dinas Sosial Kota Madiun, Ani», «Ani selaku Ketua Kadin»."""

from __future__ import annotations

import re

from kg.extractors.view import rule
from kg.mentions.cues import cue_words
from kg.mentions.offices import honorifics

_BODY = r"(?:(?: di| pada| dari| /| \d{3,4} /)? <OCLFG>(?:(?: di| cabang| wilayah| regional| daerah| provinsi| wilayah [ivx]+| (?!dan\b|di\b|dari\b|untuk\b)[a-z]{2,6} \d{1,2})? <OCLF>)?(?: \( [^()‹]{1,25} \) <O>)?(?: kota)?(?: bagian (?:timur|barat|utara|selatan|tengah))?(?:(?: tahun| periode)? (?:<D>|\d{4})(?: [-–] (?:<D>|\d{4}))?)?)"
_ORDINAL = r"(?: (?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|ke-\d+))?"  # «Presiden RI ke-7»
_FIELD = (
    r"(?: (?:untuk )?(?:bidang|urusan)(?: (?!(?:di|pada|saat|yang|untuk)\b)[a-z]+| ,(?= dan)){1,9})?"  # «Ketua MUI Bidang Fatwa»
)
_BRACKET = r"(?: \( [^()]{1,40} \))?"
_ORIGIN = r"(?: asal <CL>| lulusan <O>)?(?: (?:berusia )?\d{1,2} tahun)?"  # «Aktris asal Kalibaru berusia 16 tahun»
_FORMS = "|".join(re.escape(w) for w in sorted(honorifics() | cue_words("corps")))
_HONOR = rf"(?:(?: (?:{_FORMS})(?: ?\.)?| \((?: [^() ]{{1,6}})+ \))*)"  # «Kolonel Laut (P)», «Jenderal TNI (Purn)»
TITLED = rule(
    rf"(?P<former>mantan |eks |bekas )?(?:(?P<joint><T>)(?: [a-z]+)?{_BRACKET} ?/ )?(?:(?P<over><T>) )?(?P<title><T>){_ORDINAL}(?: \d{{1,4}})?(?: / [a-z]+)?(?:(?: <C>(?= , <O>(?: ,)? <P>))?(?P<body>{_BODY}(?: , <O>(?=(?: ,)?{_HONOR} <P>))?| , <O>(?=(?: ,)? <P>))|(?: <E>)(?: itu| tersebut| ini)?(?=(?: ,)?{_HONOR} <P>))?{_ORDINAL}{_BRACKET}{_FIELD}(?P<scope> untuk <COL>(?:(?: dan| serta| merangkap| ,) (?:<L> )?<CO>){{0,3}}(?: , <T>(?= <P>))?)?{_ORIGIN}(?:(?P<party>(?: dari(?: fraksi| partai)?| fraksi| partai| asal fraksi) <O>)| fraksi \w+(?= , <P>))?"
    rf"(?: (?:sekaligus|dan|serta|yang juga|merangkap) (?P<title2><T>)(?P<body2>{_BODY})?{_BRACKET})?"
    rf"(?: ,(?! <P> (?:sebagai|menjadi) <T>)|(?: ,)? yakni|(?: ,)? yaitu| \((?= <P> \) (?!‹O)))?{_HONOR} (?P<person><P>)"
)
FIELDED = rule(  # «Direktur Retail dan Niaga PLN Ani», where the reader does not know the words for what the office is for
    rf"(?P<title><T>)(?P<field>(?: (?!di |dari |pada |yang |itu |ini |saat |lulusan |asal )[^ ‹.,()]+){{1,7}})(?: at| di| pada)? (?P<body><O>)(?: <C>)?(?: ,)?{_HONOR} (?P<person><P>)"
)
SEATED = rule(  # «Bupati Murung Raya, Kalimantan Tengah, Ani»
    rf"(?P<title><T>)(?P<body> <OL>)(?: , <L>){{1,2}} ,{_HONOR} (?P<person><P>)"
)
_ASIDE = r"(?: , yang(?: (?!menjabat|[.,])[^ ]+){1,12}(?= , (?:(?:kini|saat ini|juga|sebelumnya) )*menjabat))?"
HOLDING = rule(
    rf"(?P<person><P>){_ASIDE}(?: ,)? (?:(?:yang juga|sekaligus)(?= <T>)|(?:yang )?(?:kini |saat ini |juga |sebelumnya )*(?P<verb>selaku|sebagai|menjabat(?: sebagai)?|merupakan|adalah|diangkat (?:sebagai|menjadi)"
    rf"|dilantik (?:sebagai|menjadi)|terpilih (?:sebagai|menjadi)|ditunjuk (?:sebagai|menjadi)|didapuk (?:sebagai|menjadi)))(?: salah (?:satu|seorang))? (?P<former>mantan )?(?P<title><T>)(?: (?:sekaligus|dan|serta) <T>)?(?P<body>{_BODY})?(?P<firms>(?:(?: ,| dan| serta| , dan| , serta| sekaligus) <O>)+)?(?P<scope> untuk <CO>)?(?!(?: <OCL>)?(?: untuk <CO>)?(?: ,)? <P>(?! (?:sebagai|menjadi) <T>))"
)
INSTALLS_TOO = rule(
    rf"\b(?P<verb>melantik|mengangkat|menunjuk|memilih){_HONOR} (?P<person><P>)(?: ,)? (?:sebagai|menjadi|selaku) (?P<title><T>)(?P<body>{_BODY})?"
)
SHARED = rule(rf"(?P<title><T>)(?P<body>{_BODY})?{_BRACKET} <P>(?P<people>(?: ,{_HONOR} <P>)*(?: ,)? dan{_HONOR} <P>)")
APPOSED = rule(
    rf"(?P<person><P>)(?: \( \d{{1,3}}(?: tahun)? \))? (?:,|\() (?:(?P<former>mantan )|selaku )?(?P<title><T>)(?P<body>{_BODY})?(?: setempat)?(?P<scope> untuk <CO>)?(?= ,| \.| \)|$)(?! , <O>(?: ,)? <P>)(?! ,(?: dan| serta)? <T>(?: <OCL>)?(?: ,| dan| serta| \.|$| <P>))"
)
FROM = rule(
    r"(?P<title><T>)(?: [a-z]+){0,3}(?: ,)? (?P<person><P>)(?: ,)? dari (?P<body><O>)"
)  # «Kuasa hukum korban, Ani dari LBH»
CALLED = rule(  # «Pengamat politik Universitas Nusa Ani», «Pakar hukum tata negara dari Universitas Nusa, Ani»
    rf"(?P<former>mantan |eks |bekas )?(?P<title><T>)(?P<field>(?: (?!di |dari |pada |yang |dan ‹|asal |lulusan )[a-z]+){{0,6}}?)(?: <C>)?(?: dari| di| pada| asal)? (?P<body><OF>)(?: <L>)?(?: ,)?{_HONOR} (?P<person><P>)"
)
CALLED_ALONE = rule(  # «pemerhati masalah transportasi dan hukum Ani»
    rf"(?P<title><T>)(?P<field>(?: (?!me|ber|di|ter|kata|ujar|tutur|yang|itu|ini|lain|pun|juga|asal |dan <|seperti|yaitu|yakni|kepada|sebelum|termasuk|antara|bernama|lebih|selain|dengan|dalam\b(?! negeri)|sangat|pemeran|pewarna)[a-z]+){{1,7}}?)(?<! band)(?<! grup)(?<! tim)(?<! klub)(?<! film)(?: <CL>)?{_ORIGIN}(?: seperti| yaitu| yakni| bernama)?(?: ,)?{_HONOR} (?P<person><P>)"
)
CALLED_AFTER = rule(
    r"(?P<person><P>)(?: ,(?: seorang| yang merupakan| yang juga)?| (?:yang )?(?:merupakan|adalah)(?: seorang)?| selaku) (?P<title><T>)(?P<field>(?: (?!di |dari |pada |yang |dan |asal )[a-z]+){0,4}?)(?P<at> dari| di| pada| asal)? (?:(?P<body><OF>)|(?<! asal )(?P<house><L>))(?: <C>)?(?= ,| \.| <E>| \)| me)"
)
CALLED_BEFORE = rule(  # «Ani, seorang insinyur otomotif yang …»
    r"(?P<person><P>)(?: ,|(?: yang)? merupakan|(?: yang)? adalah) seorang (?P<title><T>)(?P<field>(?: (?!di |dari |pada |yang |dan |asal |ini |itu )[a-z]+){0,3}?)(?= ,| \.| yang| asal| di| dari)"
)
