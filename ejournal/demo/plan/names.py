"""Names to invent people from: every Latvian letter, double names, surnames for either sex."""

GIRLS = (
    "Anna", "Alise", "Amēlija", "Agnese", "Anete", "Ance", "Beāte", "Betija", "Dārta",
    "Dženifera", "Elza", "Emīlija", "Estere", "Ērika", "Evelīna", "Gabriela", "Grēta", "Ģertrūde",
    "Helēna", "Ieva", "Ilze", "Īrisa", "Jasmīna", "Justīne", "Katrīna", "Keita", "Kristiāna",
    "Ķersta", "Laima", "Līva", "Luīze", "Ļubova", "Madara", "Marta", "Melānija", "Milana", "Nora",
    "Ņina", "Odeta", "Odrija", "Patrīcija", "Paula", "Rūta", "Samanta", "Sofija", "Šarlote",
    "Tīna", "Ūla", "Una", "Vanesa", "Viktorija", "Zane", "Zelma", "Žanete", "Žasmīna",
    "Anna Marija", "Elza Žanete", "Marta Paula", "Sofija Ūla", "Eva Rūta",
)  # fmt: skip
BOYS = (
    "Aksels", "Aleksandrs", "Andrejs", "Armands", "Artūrs", "Ādams", "Bruno", "Benjamiņš",
    "Dāvids", "Dominiks", "Edvards", "Emīls", "Ernests", "Ēriks", "Francis", "Gustavs", "Ģirts",
    "Ģederts", "Harijs", "Henriks", "Hugo", "Ivars", "Īvans", "Jānis", "Jēkabs", "Jorens",
    "Kārlis", "Klāvs", "Krišs", "Ķirils", "Leo", "Leons", "Ļevs", "Lūkass", "Markuss", "Matīss",
    "Maksis", "Mārcis", "Miķelis", "Niklāvs", "Oskars", "Olivers", "Pēteris", "Rainers", "Ralfs",
    "Rihards", "Roberts", "Rūdolfs", "Šimons", "Teodors", "Toms", "Uģis", "Valters",
    "Vilhelms", "Zigurds", "Žanis", "Kārlis Gustavs", "Jānis Krišjānis", "Miķelis Leo",
)  # fmt: skip
WOMEN = (
    "Agija", "Aija", "Andra", "Antra", "Baiba", "Dace", "Daiga", "Diāna", "Elīna", "Evija",
    "Gunita", "Guna", "Ilona", "Ilze", "Inese", "Inga", "Ingūna", "Inta", "Jana", "Jeļena",
    "Jūlija", "Karīna", "Kristīne", "Laila", "Lāsma", "Laura", "Liene", "Linda", "Līga", "Ludmila",
    "Madara", "Maija", "Marika", "Mārīte", "Monta", "Nataļja", "Olga", "Oksana", "Rasa", "Renāte",
    "Rita", "Sandra", "Sanita", "Santa", "Sabīne", "Signe", "Sintija", "Svetlana", "Undīne",
    "Valērija", "Vija", "Vineta", "Žanna", "Zinta", "Anna Lūcija",
)  # fmt: skip
MEN = (
    "Agris", "Aigars", "Ainārs", "Aivis", "Andis", "Andris", "Arnis", "Artis", "Atis", "Dainis",
    "Didzis", "Dmitrijs", "Edgars", "Edmunds", "Egils", "Elvis", "Gatis", "Gints", "Guntars",
    "Ģirts", "Igors", "Ilgvars", "Imants", "Ints", "Jānis", "Juris", "Kaspars", "Kristaps",
    "Lauris", "Māris", "Mārtiņš", "Mihails", "Nauris", "Normunds", "Oļegs", "Pāvels", "Raimonds",
    "Raivis", "Reinis", "Ritvars", "Rolands", "Sandis", "Sergejs", "Toms", "Uldis", "Uģis",
    "Valdis", "Vents", "Viesturs", "Žanis",
)  # fmt: skip
SURNAMES = (  # a man's and a woman's form
    ("Āboliņš", "Āboliņa"), ("Ābele", "Ābele"), ("Andersons", "Andersone"), ("Apinis", "Apine"),
    ("Auziņš", "Auziņa"), ("Balodis", "Balode"), ("Bērziņš", "Bērziņa"),
    ("Bičevskis", "Bičevska"), ("Birznieks", "Birzniece"),
    ("Briedis", "Briede"), ("Brūveris", "Brūvere"), ("Celmiņš", "Celmiņa"), ("Cīrulis", "Cīrule"),
    ("Čakstiņš", "Čakstiņa"), ("Čerņavskis", "Čerņavska"), ("Dambis", "Dambe"), ("Dūmiņš", "Dūmiņa"),
    ("Dzenis", "Dzene"), ("Eglītis", "Eglīte"), ("Ērglis", "Ērgle"), ("Freimanis", "Freimane"),
    ("Gailītis", "Gailīte"), ("Grīnbergs", "Grīnberga"), ("Grūbe", "Grūbe"), ("Ģēģeris", "Ģēģere"),
    ("Ģērmanis", "Ģērmane"), ("Hermanis", "Hermane"), ("Indriksons", "Indriksone"),
    ("Īvāns", "Īvāne"), ("Jansons", "Jansone"), ("Jēgers", "Jēgere"), ("Kalējs", "Kalēja"),
    ("Kalniņš", "Kalniņa"), ("Kalve", "Kalve"), ("Kauliņš", "Kauliņa"), ("Kļava", "Kļava"),
    ("Kļaviņš", "Kļaviņa"), ("Krastiņš", "Krastiņa"), ("Krūmiņš", "Krūmiņa"), ("Ķepītis", "Ķepīte"),
    ("Ķirsis", "Ķirse"), ("Lācis", "Lāce"), ("Lapiņš", "Lapiņa"), ("Liepa", "Liepa"),
    ("Liepiņš", "Liepiņa"), ("Lūsis", "Lūse"), ("Ļaksa", "Ļaksa"), ("Ļutikovs", "Ļutikova"),
    ("Mežaks", "Mežaka"), ("Meļķis", "Meļķe"), ("Mūrnieks", "Mūrniece"), ("Naglis", "Nagle"),
    ("Ņikitins", "Ņikitina"), ("Ņefedovs", "Ņefedova"), ("Ošenieks", "Ošeniece"),
    ("Ozoliņš", "Ozoliņa"), ("Ozols", "Ozola"), ("Paegle", "Paegle"), ("Pētersons", "Pētersone"),
    ("Pūce", "Pūce"), ("Priede", "Priede"), ("Putniņš", "Putniņa"), ("Riekstiņš", "Riekstiņa"),
    ("Rozītis", "Rozīte"), ("Rubenis", "Rubene"), ("Saulītis", "Saulīte"), ("Siliņš", "Siliņa"),
    ("Skuja", "Skuja"), ("Spārniņš", "Spārniņa"), ("Strazdiņš", "Strazdiņa"), ("Šķēle", "Šķēle"),
    ("Šmits", "Šmite"), ("Šūpulnieks", "Šūpulniece"), ("Tauriņš", "Tauriņa"), ("Tetere", "Tetere"),
    ("Upītis", "Upīte"), ("Ūdris", "Ūdre"), ("Ūsiņš", "Ūsiņa"), ("Vanags", "Vanaga"),
    ("Vējiņš", "Vējiņa"), ("Vītols", "Vītola"), ("Volkovs", "Volkova"), ("Zaķis", "Zaķe"),
    ("Zariņš", "Zariņa"), ("Zeltiņš", "Zeltiņa"), ("Zvejnieks", "Zvejniece"), ("Žagars", "Žagare"),
    ("Žīgurs", "Žīgure"), ("Žubītis", "Žubīte"),
)  # fmt: skip
DIACRITICS = frozenset("āčēģīķļņšūž")
