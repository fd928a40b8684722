/// What English typography makes of text: an apostrophe, and nothing that French would want.
enum EnglishCases {
  static let text = """
    # No space of French
    Why? Here!
    Why ? Here !
    What?! No!!!
    Three findings: one; two
    Three findings : one
    (really?)
    (really ?)
    [why?]: so
    Really…?
    etc.; then
    "Peace": a word
    “Peace”; and
    « Peace » : a word
    «Peace»
    « so »; next
    “Really?”
    — Who? — Me!
    FINDINGS: ANNEX
    As follows:
    As follows: ↵next
    1: one
    a) one; b) two
    ? and ;
    # Spaces that somebody set stay
    Already_: set
    Already~; set
    45~%
    1~000
    two  spaces
    # Percent and numbers
    10% and 10 %
    12.5%.
    5%-10%
    (45%)
    1,500 people
    1 500 people
    187,000.00 USD
    USD 187,000.00
    187 000 USD
    1,234,567.89
    1 234 567
    2023 2024
    20 22 33 44
    +223 20 22 33 44
    3.14
    1/2
    24/7
    -5
    −5
    # Times, ratios, codes
    10:30
    from 10:30 to 12:15
    10:30 a.m.; 2 p.m.
    1:2
    UDF:16-696
    UDF:16?x
    std::vector
    C:\\folder
    a != b
    !important
    x=1;y=2
    # Addresses
    https://undef.org/a?b=c:d;e!
    see http://x.ml:8080/?q=1
    www.mali.ml?x=1
    info@mali.ml;
    https://x.ml/it's
    mailto:it's@x.ml
    # Apostrophes
    it's => it’s
    It's 10%: « so » => It’s 10%: « so »
    don't and won't => don’t and won’t
    Mali's army => Mali’s army
    the soldiers' pay
    the 1990's
    N'Ko => N’Ko
    O'Brien => O’Brien
    o'clock => o’clock
    d'État: => d’État:
    l'1 => l’1
    'quoted'
    'tis
    rock 'n' roll
    5' 10"
    it’s
    who'd've => who’d’ve
    l'“État” => l’“État”
    # Units, references, dates, courtesy
    5 km
    12 °C
    500 €
    10 h 30
    No. 12
    n° 12
    p. 5
    pp. 5-7
    art. 12
    § 5
    3 March 2024
    1 mars 2024
    Mr Traoré
    M. Traoré
    Mme Diarra
    Dr Keïta
    # Pieces of a line
     : next
     % of votes
    he says «
     », he says
     next
    # Dashes and ellipses
    so – and so
    so — and so
    2023–2024
    wait...
    wait…
    # Emoticons and ornaments
    happy :-)
    happy :)
    * * *
    ---
    # Other scripts
    ߒߞߏ: 12
    السلام; 12
    ⵜⴰⵎⴰⵛⴻⵇ!
    🇲🇱?
    e\u{301}te\u{301}: x
    Qui décide? Personne: rien
    « Qui décide ? »
    plain text
    Ségou, Mopti and Gao.
    """
}
