/// What French typography makes of text that was typed without it (Imprimerie nationale, Lexique des règles
/// typographiques).
enum FrenchCases {
  static let text = """
    # Two-part marks: a narrow space before ; ! ?, a whole one before a colon
    Où ? Ici ! => Où~? Ici~!
    Où? Ici! => Où~? Ici~!
    Quoi ?! => Quoi~?!
    Quoi?! => Quoi~?!
    Quoi !? => Quoi~!?
    Non!!! => Non~!!!
    Non !!! => Non~!!!
    Trois constats: un, deux; trois => Trois constats_: un, deux~; trois
    Trois constats : un => Trois constats_: un
    un ; deux ; trois => un~; deux~; trois
    déjà_: fait~; bien => déjà_: fait~; bien
    déjà~: mal => déjà_: mal
    déjà_; mal => déjà~; mal
    deux  espaces  : non => deux  espaces_: non
    Comme suit: => Comme suit_:
    Comme suit : => Comme suit_:
    Ligne : ↵suite => Ligne_: ↵suite
    QUI DÉCIDE? LE PARLEMENT! => QUI DÉCIDE~? LE PARLEMENT~!
    BUDGET: ANNEXE => BUDGET_: ANNEXE
    Vraiment…? => Vraiment…~?
    Vraiment… ? => Vraiment…~?
    Attention… ! => Attention…~!
    etc.; puis => etc.~; puis
    M.; Mme: => M.~; Mme_:
    fin (vraiment?) => fin (vraiment~?)
    fin (vraiment ?) => fin (vraiment~?)
    fin (?) et [!] => fin (?) et [!]
    fin ( ?) => fin ( ?)
    oui (non): peut-être => oui (non)_: peut-être
    [note]; suite => [note]~; suite
    "Paix"? => "Paix"~?
    “Paix”; => “Paix”~;
    “Vraiment?” => “Vraiment~?”
    « a “b?” c » => «~a “b~?” c~»
    — Qui? — Moi! => — Qui~? — Moi~!
    l'armée — la garde — : => l’armée — la garde —_:
    ? et ; => ? et~;
    n°: => n°_:
    1: un => 1_: un
    a) un; b) deux => a) un~; b) deux
    été: où? => été_: où~?
    ߒߞߏ: => ߒߞߏ_:
    السلام؛ => السلام؛
    # Guillemets
    « Paix » => «~Paix~»
    «Paix» => «~Paix~»
    «_Paix_» => «~Paix~»
    «~Paix~» => «~Paix~»
    «  Paix  » => «~Paix~»
    « Paix » : un mot => «~Paix~»_: un mot
    «Paix»: un mot => «~Paix~»_: un mot
    «Paix»; => «~Paix~»~;
    « Vraiment ? » => «~Vraiment~?~»
    « Vraiment? » => «~Vraiment~?~»
    « Vraiment » ? => «~Vraiment~»~?
    «» => «~»
    « » => «~»
    « a « b » c » => «~a «~b~» c~»
    «a «b»» => «~a «~b~»~»
    (« Paix ») => («~Paix~»)
    («Paix»), => («~Paix~»),
    d'« Ennahda » => d’«~Ennahda~»
    l'«État» => l’«~État~»
    l'“État” => l’“État”
    » seul
    «
    # The end of a piece of a line, that a word in bold follows or precedes
    il dit « => il dit «
    il dit «  => il dit «~
     », dit-il => ~», dit-il
     : suite => _: suite
     % des voix => ~% des voix
     suite
    # Percent
    45 % et 45% des voix => 45~% et 45~% des voix
    12,5%. => 12,5~%.
    12,5 %; => 12,5~%~;
    (45%) => (45~%)
    5%-10% => 5~%-10~%
    de 5% à 10%, => de 5~% à 10~%,
    100% => 100~%
    le % de voix
    a%20b
    %d
    100%a
    # Thousands
    187 000 USD, 1 250 000 F => 187~000_USD, 1~250~000_F
    (10 000) => (10~000)
    1 500 personnes => 1~500 personnes
    1 500. => 1~500.
    1 500, puis => 1~500, puis
    1 234,56 => 1~234,56
    1 234 567,89 € => 1~234~567,89_€
    1_500 => 1~500
    10 000 12 000 => 10~000 12~000
    En 2024 120 personnes
    2023 2024
    1 2345
    12345 678
    Q17 345x
    12 300/45
    12 300-45
    1 500: => 1~500_:
    1 500:30
    ↵1 500 => ↵1~500
    # Numbers of other kinds
    20 22 33 44
    76 12 34 56
    +223 20 22 33 44
    +223 202 233 44
    (+223 76 123 456)
    +223 761 234 56
    1/2 et 24/7
    3,14 et 2.71
    # Times, ratios, codes
    10:30
    de 10:30 à 12:15
    10:30; => 10:30~;
    10:30 ; 11:00 => 10:30~; 11:00
    10 h 30 => 10_h_30
    10h30
    à 18 h, puis => à 18_h, puis
    2 min 30 s => 2_min_30_s
    18:00
    1:2
    échelle 1:50000
    UDF:16-696
    UDF:16?x
    std::vector
    C:\\dossier
    ML:03?x
    a != b
    !important
    x=1;y=2
    5 '
    'a'
    Mc 16:9
    # Addresses
    https://undef.org/a?b=c:d;e!
    voir http://x.ml:8080/?q=1
    www.mali.ml?x=1
    info@mali.ml;
    mailto:info@mali.ml?x
    https://x.ml/?a ; puis => https://x.ml/?a~; puis
    (https://x.ml/?a)
    https://x.ml/l'an
    ftp://x.ml:21/
    # Apostrophes
    l'État d'urgence => l’État d’urgence
    aujourd'hui => aujourd’hui
    L’an => L’an
    qu'1 million => qu’1 million
    d'10 => d’10
    entr'ouvert => entr’ouvert
    'cité'
    c'est-à-dire: => c’est-à-dire_:
    N'Ko => N’Ko
    l' an
    # Numbers and what they count, announce or name
    5 km => 5_km
    5 km. => 5_km.
    12,5 km², => 12,5_km²,
    10 000 ha => 10~000_ha
    37 °C => 37_°C
    45 ° => 45_°
    500 € => 500_€
    500 F CFA => 500_F CFA
    500 FCFA; => 500_FCFA~;
    1 000 XOF => 1~000_XOF
    12 personnes
    3 kgx
    500€
    arrêté n° 12 => arrêté n°_12
    N° 2024-15 => N°_2024-15
    n°12
    n° douze
    p. 5 => p._5
    (p. 5) => (p._5)
    pp. 5-7 => pp._5-7
    art. 12 de la loi => art._12 de la loi
    § 5 => §_5
    chap. 2, fig. 3 => chap._2, fig._3
    cap. 2
    le 3 mars => le 3_mars
    le 3 mars 2024: => le 3_mars 2024_:
    le 1er janvier => le 1er_janvier
    les 3 marches
    en mars
    M. Traoré => M._Traoré
    MM. Keïta et Diarra => MM._Keïta et Diarra
    Mme Diarra => Mme_Diarra
    (Mme Diarra) => (Mme_Diarra)
    le Dr Élise => le Dr_Élise
    M. le ministre
    Mali mme Diarra
    # Capitals and signs of courtesy beside marks
    À NOTER: 10 % => À NOTER_: 10~%
    «M. Keïta» => «~M._Keïta~»
    “Mme Diarra”; => “Mme_Diarra”~;
    5 l'an => 5 l’an
    12 h? => 12_h~?
    "Paix" : "Non" => "Paix"_: "Non"
    (“Paix”): => (“Paix”)_:
    « 1 500 F » => «~1~500_F~»
    le 3 août, le 1er mai et le 31 décembre => le 3_août, le 1er_mai et le 31_décembre
    2 % ; 3 % => 2~%~; 3~%
    Qui?↵Quoi? => Qui~?↵Quoi~?
    n = 12 ; p < 0,05 => n = 12~; p < 0,05
    de 1 500 à 2 000 F => de 1~500 à 2~000_F
    1 000 000 000 => 1~000~000~000
    entre 10 h et 11 h 15 => entre 10_h et 11_h_15
    # Emoticons and ornaments
    content :-)
    triste :-( fin
    * * *
    ---
    # Nothing to do
    texte simple
    Ségou, Mopti et Gao.
    e\u{301}te\u{301}
    🇲🇱 2024
    ⵜⴰⵎⴰⵛⴻⵇ
    دفاع 12 السلام
    """
}
