import type { ImportField } from './import-field.ts'

/**
 * Headers that programs and people write, in Swedish, Norwegian, English and German; spelled as `searchKey` folds them,
 * with one space between words. What could mean two things (`id`, `nummer`, `type`) is not here.
 */
export const COLUMN_NAMES: Record<Exclude<ImportField, 'consent' | 'objection'>, readonly string[]> = {
  given_name: ['first name', 'given name', 'forename', 'fname', 'fornamn', 'tilltalsnamn', 'fornavn', 'vorname', 'first names', 'given names'],
  family_name: ['last name', 'surname', 'family name', 'lname', 'efternamn', 'etternavn', 'slektsnavn', 'nachname', 'familienname'],
  full_name: ['name', 'full name', 'contact', 'contact name', 'contact person', 'customer name', 'namn', 'fullstandigt namn', 'for och efternamn', 'kontaktperson', 'kontaktnamn', 'kontakt', 'kundnamn', 'kundens namn',
    'navn', 'fullt navn', 'kontaktnavn', 'kundenavn', 'ansprechpartner', 'kundenname'],
  company_name: ['company', 'company name', 'organisation', 'organization', 'organisation name', 'organization name', 'business name', 'account name', 'foretag', 'foretagsnamn', 'bolag', 'bolagsnamn', 'firma', 'firmanamn', 'arbetsplats',
    'selskap', 'selskapsnavn', 'bedrift', 'bedriftsnavn', 'firmanavn', 'virksomhet', 'foretak', 'foretaksnavn', 'firmenname', 'unternehmen'],
  title: ['title', 'job title', 'contact title', 'position', 'role', 'titel', 'befattning', 'yrkestitel', 'roll', 'tittel', 'stilling', 'rolle', 'funktion'],
  email: ['email', 'e mail', 'mail', 'email address', 'e mail address', 'mail address', 'epost', 'e post', 'epostadress', 'e postadress', 'e post adress', 'mejl', 'mejladress', 'mailadress', 'epostadresse', 'e postadresse', 'mailadresse', 'emailadresse', 'e mail adresse'],
  phone: ['phone', 'phone number', 'phone no', 'telephone', 'telephone number', 'tel', 'tel no', 'mobile', 'mobile phone', 'mobile number', 'cell', 'cell phone', 'cellphone', 'sms', 'tfn', 'telefon', 'telefonnummer', 'telefonnr', 'telefon nr',
    'mobil', 'mobilnummer', 'mobilnr', 'mobiltelefon', 'mobiltelefonnummer', 'tlf', 'tlfnr', 'tlf nr', 'handy', 'handynummer', 'rufnummer', 'telefonnummern'],
  street: ['address', 'street', 'street address', 'address line', 'address 1', 'address 2', 'address line 1', 'address line 2', 'postal address', 'mailing address', 'adress', 'adressrad', 'adressrad 1', 'adressrad 2', 'gatuadress', 'gata', 'postadress',
    'utdelningsadress', 'co adress', 'c o adress', 'c o', 'adresse', 'adresselinje', 'adresselinje 1', 'adresselinje 2', 'gateadresse', 'gate', 'postadresse', 'strasse', 'anschrift', 'strasse und hausnummer'],
  postal_code: ['postal code', 'post code', 'postcode', 'zip', 'zip code', 'zipcode', 'postnummer', 'postnr', 'post nr', 'plz', 'postleitzahl'],
  city: ['city', 'town', 'locality', 'ort', 'postort', 'stad', 'poststed', 'sted', 'stadt', 'wohnort'],
  region: ['state', 'region', 'province', 'county', 'state province', 'lan', 'landskap', 'fylke', 'bundesland'],
  country: ['country', 'country code', 'country name', 'nation', 'land', 'landkod', 'landskod', 'landkode', 'landeskennzeichen', 'landercode'],
  customer_number: ['customer id', 'customer number', 'customer no', 'customer nr', 'customer code', 'client id', 'client number', 'member id', 'member number', 'kundnummer', 'kundnr', 'kund nr', 'kundid', 'kund id', 'medlemsnummer', 'medlemsnr',
    'kundenummer', 'kundenr', 'kunde nr', 'kunde id', 'kundeid', 'kundennummer', 'kundennr', 'kunden nr', 'kunden id', 'mitgliedsnummer'],
  birth_date: ['birth date', 'birthdate', 'date of birth', 'dob', 'birthday', 'born', 'fodelsedatum', 'fodelsedag', 'fodd', 'fodselsdato', 'fodselsdag', 'fodt', 'geburtsdatum', 'geburtstag'],
  identity_number: ['personnummer', 'personnr', 'person nr', 'persnr', 'pnr', 'samordningsnummer', 'identity number', 'personal identity number', 'national identity number', 'national id', 'personal number', 'ssn', 'social security number',
    'fodselsnummer', 'fodselsnr', 'fnr', 'd nummer', 'personalausweisnummer'],
  organisation_number: ['organisation number', 'organization number', 'org number', 'org no', 'company number', 'company registration number', 'organisationsnummer', 'organisationsnr', 'orgnummer', 'orgnr', 'org nr', 'organisasjonsnummer', 'cvr', 'cvr nummer', 'cvr nr', 'y tunnus'],
  language: ['language', 'preferred language', 'language code', 'locale', 'lang', 'sprak', 'spraak', 'sprakkod', 'sprakkode', 'malform', 'sprache'],
  interests: ['interests', 'interest', 'hobbies', 'intressen', 'intresse', 'intresseomraden', 'interesser', 'interesse', 'interesseomrader', 'interessen'],
  last_purchase_at: ['last purchase', 'last purchase date', 'last order', 'last order date', 'senaste kop', 'senast kopt', 'senaste order', 'senaste bestallning', 'siste kjop', 'siste ordre', 'siste bestilling', 'letzter kauf', 'letzte bestellung'],
  consent_time: ['consent date', 'consent time', 'consent given at', 'consent at', 'opt in date', 'opt in time', 'optin time', 'confirm time', 'subscribed at', 'samtyckesdatum', 'samtycke datum', 'datum for samtycke', 'samtykkedato', 'samtykke dato', 'dato for samtykke'],
  consent_source: ['consent source', 'consent place', 'opt in source', 'optin source', 'samtyckeskalla', 'samtycke kalla', 'samtyckets kalla', 'samtykkekilde', 'samtykke kilde'],
  consent_wording: ['consent text', 'consent wording', 'samtyckestext', 'samtycke text', 'samtykketekst', 'samtykke tekst'],
}

/** Words that say which one of several it is, and nothing of what it is. */
export const QUALIFIERS: ReadonlySet<string> = new Set(['1', '2', '3', 'primary', 'secondary', 'main', 'home', 'work', 'business', 'private', 'personal', 'customer', 'client', 'contact', 'billing', 'shipping', 'hem', 'arbete', 'jobb', 'privat', 'kund', 'kundens',
  'kontakt', 'kunde', 'kunden', 'faktura', 'leverans', 'hjem', 'arbeid', 'levering', 'geschaftlich'])

/** Headers we know and have no field for: the column is dropped, and this is why. */
export const NOT_HELD: ReadonlySet<string> = new Set(['fax', 'fax number', 'fax no', 'faxnummer', 'telefax', 'faks', 'salutation', 'prefix', 'honorific', 'tilltal', 'anrede', 'note', 'notes', 'comment', 'comments', 'anteckning', 'anteckningar', 'kommentar', 'kommentarer',
  'notat', 'notater', 'merknad', 'bemerkung', 'notizen', 'password', 'losenord', 'passord', 'passwort', 'ip', 'ip address', 'ip adress', 'ip adresse'])

/** A no in some form; tried before consent, since `opt out of newsletter` has words of both. */
export const OBJECTION_WORDS = /\b(?:opt(?:ed)? ?out|optout|unsubscribed?|do not (?:contact|email|mail|call|sms|phone)|donot(?:contact|email|call)|no marketing|ingen reklam|reklamsparr\w*|sparrad|ej (?:utskick|reklam|mejl|sms)|avregistrerad|avanmald|avmeldt|reservert|reservasjon|nix)\b/
export const CONSENT_WORDS = /\b(?:consents?|opt ?in|optin|opted in|newsletter|subscribed|accepts (?:\w+ )?marketing|marketing$|samtycke\w*|nyhetsbrev\w*|marknadsforing|reklam ok|samtykke\w*|markedsforing|einwilligung|werbeeinwilligung)\b|\b(?:email|e post|epost|sms|brev|telefon) ok\b/

/** Beside a word of consent they make the column the day of the answer, and not the answer: `Datum samtycke`. */
export const DAY_WORDS = /\b(?:date|day|time|timestamp|when|datum|dag|tid|tidpunkt|nar|dato|tidspunkt|samtyckesda(?:g|tum)|samtyckestid\w*|samtykkeda(?:g|to)|samtykketid\w*|zeitpunkt|einwilligungsdatum)\b/

/** Which channel the words of such a header name. */
export const CHANNEL_WORDS: ReadonlyArray<readonly ['email' | 'sms' | 'phone' | 'letter', RegExp]> = [
  ['email', /\b(?:e ?mail|e ?post\w*|mail|mejl|nyhetsbrev\w*|newsletter|donotemail)\b/],
  ['sms', /\b(?:sms|text)\b/],
  ['phone', /\b(?:phone|telefon|tlf|tel|call|donotcall|nix)\b/],
  ['letter', /\b(?:letter|post|brev|dm|direktreklam)\b/],
]
