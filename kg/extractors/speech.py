"""Patterns of who says what: «…, kata Ani», «Ani mengatakan bahwa …», «menurut Ani», «demikian disampaikan Ani»."""

from __future__ import annotations

import re
from functools import cache

from kg.extractors.view import rule
from kg.language.saying import forms
from kg.mentions.cues import cue_words
from kg.mentions.offices import honorifics

_POINT = r"(?:ini|itu|tersebut)"
SOME_BODY = rf"(?:kantor|kantor berita|harian|surat kabar|media|lembaga|badan|kementerian|perusahaan|organisasi|komisi|asosiasi|klub|agensi|pabrikan|grup)(?: (?!‹[PTEGDQ]|[.,])[^ ]+){{0,5}}? {_POINT}"
# «pelatih asal Garut itu», «aktris yang sempat populer itu»
_HOLDER = rf"<T>(?: yang(?: (?:juga|sempat|pernah|baru|telah|akrab|kini))? [a-z]+)?(?: (?!‹[PTGQ]|[.,]|me[a-z]{{4,}})[^ ]+){{1,9}}? {_POINT}"
_WHO = rf"(?:{_HOLDER}|(?:ADDRESS)?<POCT>(?: <OCLF>)?|dia|ia|beliau|pihaknya|dirinya|SOMEONE|SOMEBODY)"
_STOP = r"(?:kepada|dalam|di|ke|saat|usai|seusai|ketika|untuk|bahwa|oleh|dengan|dan|yang|akan|telah|mereka|rencana|jadwal|aturan|ketentuan)\b"
_AFTER_OFFICE = r" [.,]| (?:dalam|saat|usai|di|pada|kepada|melalui|ketika|me\w+|lagi|seraya|sambil|setelah|dengan)\b"
# «kata Direktorat X dari Kementerian Luar Negeri Ani»
_OF_BODY = r"(?:<T> <O> [a-z0-9]{2,6} (?:[0-9]{1,2} )?<L> |(?:<OCLFEG> (?:(?:dari|di|pada|asal|untuk) )?){1,3}|<T> (?:<OCLFEG> ){0,2}, (?:<L> , )?(?:RANKS)?)<P>"  # «Manajer PLN UP 3 Garut Ani»
_OUTLET = r"(?:laman|situs|akun|harian|kantor berita|media|surat kabar|stasiun televisi|manajemen|panitia|pihak|perwakilan|juru bicara|analis|ekonom|peneliti|jubir)(?: (?!‹)[a-z]+){0,3}(?: <C>)? <O>(?! (?:ini|itu|tersebut))"
# «kata pengamat politik Universitas Indonesia, Ani»
_DESCRIBED = rf"(?:(?!{_STOP})[a-z][\w/-]* ){{1,6}}(?:(?:di|dari|asal|pada) )?(?:<OCLFEG> )?(?:, )?(?:(?:dr|drs|prof|h|hj|ir|ibu|bapak|pak|bu) (?:\. )?){{0,3}}<P>"
_RECORD = "keterangan|data|angka|statistik|dokumen|informasi|laporan|catatan|survei|riset|studi"
# «kata Country Manager untuk Asia PT Nusa, Ani»
_TITLED = rf"(?!(?:{_RECORD}|sensus|rencana|jadwal|aturan|penelitian|sumber|media|saksi|sejumlah|beberapa)\b)(?:(?!<not_in_title> |‹[PQ]|[.] (?!,)|, <clause_link> )[^ ]+ ){{1,12}}?<P>"
# «ujar pria kelahiran Garut itu»
ANYONE = rf"(?!(?:para|saya|kami|kita|aku) |(?:{_RECORD})\b|{_STOP})[a-z][\w-]*(?: (?:kelahiran ‹D\d+›|(?!{_STOP}|‹[PTEGDQ]|[.,])[^ ]+)){{0,9}}? {_POINT}"
INDEFINITE = r"(?:para|seorang|sejumlah|salah (?:satu|seorang)|beberapa|sebuah|sumber|saksi|laporan|pernyataan|pihak|media|data|statistik|penjelasan|daftar|pejabat|survei|sensus)(?: (?!‹[POC])[^ .,]+){1,8}+(?! ‹[POC])"
_UNNAMED = r"(?:sumber|sensus|survei|riset|studi|penelitian|laporan|media|saksi|pejabat|para|seorang|sejumlah|beberapa|sebuah|salah satu|informasi)\b(?:[^,.‹]|‹D\d+›){0,60}"

_NOBODY = r"pihak berwenang|otoritas setempat|para [a-z]+|sejumlah [a-z]+|seorang [a-z]+|salah satu [a-z]+|laporan(?: (?:itu|tersebut))?"
_NO_CLAUSE = r"(?!(?: (?!yang|usai|setelah|saat|dengan|untuk|dan|di|pada)[^ .,]+){0,6}? <clause_verb>\b)"  # «mencatat kenaikan harga», not «mencatat kenaikan harga terjadi»
_STATES = r"(?:<tell>|melaporkan|mengungkap)"
_TOLD = r"(?:katakan|sampaikan|ungkap|ungkapkan|tegaskan|kemukakan|utarakan|jelaskan|paparkan|tuturkan|nyatakan)"
_WHERE = "dalam|di|pada|saat|usai|seusai|ketika|melalui|lewat|setelah|menanggapi"
_UNSAID = "".join(  # «harus mengakui», «diduga mengklaim»: not said, or not by oneself
    rf"(?<!\b{w} )"
    for w in (
        "akan",
        "kebebasan",
        "untuk",
        "harus",
        "diduga",
        "dituduh",
        "dikabarkan",
        "dilaporkan",
        "diminta",
        "dapat",
        "bisa",
        "ingin",
        "bakal",
        "hendak",
        "gagal",
        "mampu",
        "sukses",
        "berani",
        "memutuskan",
        "guna",
    )
)
_WITH = "mewakili|mendampingi|didampingi|menggantikan|bersama"
_SOURCE = rf"(?:{_RECORD}|laman|situs|hasil \w+)"


@cache
def verbs(kind: str) -> str:
    """The alternatives of one kind of data/cues/speech.csv: `before` or `after` the words."""
    return "|".join(re.escape(f) for f in sorted(forms(kind), key=len, reverse=True))


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, cue_words(words)), key=lambda w: (-len(w), w)))


def _slots(pattern: str) -> str:
    return re.sub(r"<([A-Z]+)>", lambda m: rf"‹[{m[1]}]\d+›", pattern)


@cache
def someone() -> str:
    """What stands for a person spoken of: «pria kelahiran Garut itu», «mantan gubernur tersebut»."""
    return rf"(?:{_any('callers')}|mantan(?: \w+)?(?: ‹T\d+›)?)(?: yang (?:[a-z]+ )?(?:disapa|dipanggil|dijuluki|dikenal|menjabat) [^.]{{3,90}}?|(?: (?:kelahiran ‹D\d+›|(?!‹[PTDQ]|\.)[^ ]+)){{0,9}}?) {_POINT}|sang (?:{_any('callers')})"


@cache
def offices_in_small_letters() -> str:
    """An office that stands for its holder after the words: «ujar gubernur», «kata menteri dalam rapat»."""
    return rf"(?:sang )?(?:{_any('bare offices')})(?={_AFTER_OFFICE})"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by name; `who` is whoever speaks, `cue` the words that say so."""
    subject = _slots(_WHO.replace("SOMEONE", someone()).replace("SOMEBODY", SOME_BODY))
    ranks = "|".join(re.escape(w) for w in sorted(honorifics() | cue_words("corps"), key=lambda w: (-len(w), w)))
    who = subject.replace("ADDRESS", rf"(?:(?:sang|pihak|{ranks})(?: \.)? ){{1,3}}")  # «kata AKBP Ani», «menurut Gus Budi»
    subject = subject.replace("ADDRESS", "pak |bu |bapak |ibu |sang |pihak ")
    teller = rf"{_slots(_TITLED)}|{_slots(_OF_BODY).replace('RANKS', f'(?:{ranks})(?: [.])? ')}|{who}|{_slots(_OUTLET)}|{_slots(_DESCRIBED)}|{ANYONE}(?={_AFTER_OFFICE})|{INDEFINITE}|{offices_in_small_letters()}"
    after, before = verbs("after"), verbs("before")
    mid = r"(?: (?:juga|pun|lagi|kemudian|kembali|singkat|pula|turut|(?:secara|dengan)(?: [a-z]+){1,3}?)){0,3}"
    told = rf"(?:seperti|sebagaimana|demikian)(?: yang)? di{_TOLD}(?: langsung| oleh)*"
    cues = rf"(?!sebut saja)(?:{after}|demikian(?! juga| pula)|menurut|{told}){mid}"
    said = rf"(?P<cue>(?:(?:{after})|di(?:{_TOLD}|akui|tambahkan|sebutkan|terangkan))nya\b|{cues} (?P<who>{teller}))"
    return {
        # words , kata Ani / katanya
        "after": rule(rf"(?:^(?!jelas )|[,.?!] (?:[”“\"] )?|(?<=›) |(?<= itu )){said}"),
        # Ani … mengatakan (bahwa) …
        "before": rule(
            rf"(?P<who>{subject})(?P<gap>(?: (?!enggan|(?:tidak|tak) (?!menampik|memungkiri|mengelak|membantah|menyangkal|lupa)|belum (?!lama)|yang (?:{before})\b|dan (?!me|ber)|‹P|\.)[^ ]+){{0,14}}?|(?: , (?:yang|selaku) [^,]{{3,120}} ,)|(?:(?: ,)? (?:{_WHERE}) [^.]{{3,160}}? ,)|(?:(?: ,)? (?:yang )?(?:{_WITH}) [^.]{{3,120}}?)) ?{mid} ?"
            rf"{_UNSAID}(?P<cue>(?:{before})(?:nya)?|(?:{verbs('that')})(?= bahwa))(?!(?<=menyampaikan) <given>\b)(?!(?<=memuji)(?! [^.]*? (?:yang|karena|atas|sebagai|agar) ))(?!(?<=melanjutkan) (?:‹E|<goes_on>\b))(?!(?<=memastikan) <made_sure>\b{_NO_CLAUSE})(?!(?<=meminta) (?:maaf|uang|izin|bantuan|doa restu)\b)(?!(?<=mencatat) <made>\b{_NO_CLAUSE})(?!(?<=mengungkap) <solved>\b{_NO_CLAUSE})(?P<bahwa> bahwa| agar| supaya| kepada [^,]{{2,60}}? (?:untuk|agar|bahwa)| (?:pada|di|dalam|saat|,) [^.]{{2,60}}? bahwa)?(?= )"
        ),
        "menurut": rule(
            rf"(?P<cue>menurut (?P<who>{who})|menurutnya"
            rf"|(?:menurut|berdasarkan|merujuk|mengutip|menyitir|dikutip dari|dilansir(?: dari)?|melansir) {_SOURCE}(?: [a-z]+){{0,3}}? (?:dari )?(?P<source>‹[POC]\d+›)|berdasarkan (?P<source2>‹O\d+›)"
            rf"|^(?:dalam |pada )?{_SOURCE}(?: (?!di )[a-z]+){{0,3}}? (?P<source3>‹[OC]\d+›)(?: [a-z]+){{0,3}}? (?:menunjukkan|menyebutkan|mencatat|mengungkapkan|memperlihatkan|diketahui))"
        ),
        "unnamed": rule(
            rf"^(?:[a-z]+ (?:itu )?(?:, )?)?(?P<cue>menurut {_UNNAMED} ,|(?:{_NOBODY})(?: (?!‹[PO]|tidak|belum|yang|dan)[^ .]+){{0,8}}? {_STATES}(?: bahwa)?(?= ))"
        ),
        "passive": rule(
            rf"^(?:hal|pernyataan|demikian|hal-hal) ?(?:itu|ini|tersebut|senada|serupa|yang sama)? ?(?P<cue>(?:di{_TOLD}) ?(?:langsung )?(?:oleh )?(?P<who>{teller}))"
        ),
        # words , seperti dikutip dari Xinhua
        "quoted": rule(
            r"(?:, |(?<=› ))(?P<cue>(?:demikian|seperti|sebagaimana)(?: yang)? (?:di(?:kutip|lansir|siarkan|beritakan|laporkan|tulis|wartakan|rilis)|keterangan|pernyataan|laporan|siaran pers)(?: (?:oleh|dari|laman|situs|resmi|pers|media|tertulis|kantor berita))* (?P<who>‹[POC]\d+›))"
        ),
        # words dinilai Ani words
        "agent": rule(
            rf"(?<!\byang )\bdi(?P<cue>(?:sebut|nilai|akui|harapkan|katakan|yakini|anggap)(?: oleh)? (?P<who>‹P\d+›|dia\b|beliau\b))(?! (?:{_WHERE}|kepada|yang|selaku|junior|senior|[,.]))(?! (?:(?!di)[a-z]+ )?oleh )(?= )"
        ),
        # Hal senada dikatakan Ani yang berharap …
        "likewise": rule(
            rf"^(?:[a-z ]+, )?hal (?:senada|serupa|yang sama)\b[^.]*?(?P<who>‹P\d+›)(?P<gap>(?: ,)? yang) (?P<cue>{before})(?P<bahwa> bahwa)?(?= )"
        ),
        "hope": rule(r"(?P<cue>diharapkan|diharap)\b"),
    }
