import type { Language } from '../values/text.ts'

/** What a ticket may ask by right: the kinds of requests for which there are words (GDPR art. 15–18, 20, 21, 7(3), 77). */
export const WORDED_KINDS = ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection', 'withdrawal', 'complaint'] as const
export type WordedKind = (typeof WORDED_KINDS)[number]

export interface RightsWording {
  kind: WordedKind
  /** The sentence that says so, as it stands in the text. */
  words: string
}

type Rules = readonly (readonly [kind: WordedKind, ...patterns: RegExp[]])[]

/** A pattern written with `DATA` for data about somebody and `FIELD` for what is known of them, in the words of the language. */
function pattern(words: { data: string; field: string }, text: string): RegExp {
  return new RegExp(text.replaceAll('DATA', words.data).replaceAll('FIELD', words.field), 'u')
}
const rulesOf = (words: { data: string; field: string }, rules: readonly (readonly [WordedKind, ...string[]])[]): Rules =>
  rules.map(([kind, ...texts]) => [kind, ...texts.map((text) => pattern(words, text))])

const SV = {
  data: '(?:person)?(?:uppgift(?:er|erna)?|data(?:n)?)',
  field: '(?:namn|adress|telefonnummer|mobilnummer|nummer|födelsedatum(?:et)?|e-post(?:adress)?|mejl(?:adress)?|personnummer|(?:person)?uppgifter(?:na)?)',
}
const NB = {
  data: '(?:person)?(?:opplysning(?:er|ene)?|data(?:ene)?)',
  field: '(?:navn(?:et)?|adresse(?:n)?|telefonnummer(?:et)?|mobilnummer(?:et)?|nummer(?:et)?|fødselsdato(?:en)?|e-post(?:adressen?)?|fødselsnummer(?:et)?|(?:person)?opplysninger?(?:ne)?|opplysningene)',
}
const EN = {
  data: '(?:personal )?(?:data|information|details)',
  field: '(?:name|address|phone number|number|date of birth|e-?mail(?: address)?|information|details|data|records?)',
}

/** In the order in which they are asked: the narrower first. */
const RULES: Readonly<Record<Language, Rules>> = {
  sv: rulesOf(SV, [
    ['complaint', 'integritetsskyddsmyndigheten|\\bimy\\b|datainspektionen|artikel 77', '(?:bryter|brott) mot (?:\\S+ )?(?:gdpr|dataskydd)', '\\bklag\\w* .*(?:DATA|dataskydd|integritet)', 'spri[dt]\\w* (?:ut )?mina DATA'],
    ['withdrawal', '(?:tar|dra[r]?|vill ta|vill dra) tillbaka .*(?:samtycke|medgivande|godkännande)', 'återkalla\\w* .*(?:samtycke|medgivande|godkännande)', 'ångra\\w* .*(?:samtycke|sa(?:de)? ja)', '\\b(?:avregistrera|avprenumerera|avanmäl)\\w* (?:mig|från)', '(?:ta bort|stryk) mig från (?:nyhetsbrev|sändlist|utskick|listan)'],
    ['restriction', 'begräns\\w* (?:av )?(?:behandling|användning)', '(?:behandling|användning)en (?:ska )?begränsas', 'artikel 18\\b', '\\bfrys\\w* (?:alla )?mina DATA', 'använd inte mina DATA (?:förrän|tills|innan)'],
    ['portability', 'dataportabilitet|maskinläsbar|artikel 20\\b', '(?:flytta|föra|överför)\\w* .*mina DATA .*(?:annan|annat)', 'mina DATA som (?:en )?fil'],
    ['objection', '(?:invänder|motsätter mig|protesterar) .*(?:reklam|marknadsföring|DATA|profiler|erbjudanden)', 'sluta (?:upp )?(?:med )?(?:att )?(?:skicka|ringa|mejla|sms:?a|störa) .*(?:reklam|erbjudande|utskick|nyhetsbrev|mig|mejl)', 'inte (?:ha|få) (?:\\S+ )?(?:mer |fler |några )?(?:utskick|reklam|erbjudanden|nyhetsbrev)', 'inte .*profilera\\w* mig|profilera mig inte', '(?:ring|mejla|kontakta) (?:mig )?(?:inte|aldrig) (?:mig )?(?:mer|igen)', 'artikel 21\\b'],
    ['rectification', '(?:rätta|korrigera|ändra|uppdatera) .*\\b(?:mitt|min|mina) FIELD', '\\b(?:mitt|min|mina) FIELD .*(?:felstav|inaktuell|stämmer inte|behöver ändras|är fel\\b)', 'fel FIELD (?:på|om|till) mig', 'FIELD (?:som )?ni har (?:om|på|till) mig .*\\b(?:är fel|stämmer inte)', 'artikel 16\\b'],
    ['erasure', '\\b(?:radera|ta bort|stryk|plocka bort) (?:helt )?(?:mig\\b|(?:alla )?(?:mina DATA|mitt konto)|allt (?:ni har )?(?:\\S+ )?om mig)', '\\bbli (?:raderad|bortglömd|borttagen|glömd|struken)', 'rätt(?:en)? (?:till radering|att bli (?:bort)?glömd)', '\\bglöm (?:bort )?mig\\b', 'inte finnas (?:kvar )?(?:hos er|i ert)', 'artikel 17\\b'],
    ['access', 'registerutdrag', '(?:vilka|vilken|vad för) DATA .*(?:om|på) mig', 'vad har ni (?:\\S+ )?(?:om|på) mig', '(?:kopia|utdrag) (?:av|på) (?:alla )?(?:mina )?(?:de )?DATA', 'tillgång till (?:alla )?mina DATA', 'fått (?:tag på )?mina DATA', 'artikel 15\\b'],
  ]),
  nb: rulesOf(NB, [
    ['complaint', 'datatilsynet|artikkel 77', '(?:bryter|brudd på) (?:\\S+ )?(?:gdpr|personvern)', '\\bklage?\\w* .*(?:DATA|personvern)', 'spre[dt]\\w* DATA mine'],
    ['withdrawal', 'trekke?r? .*(?:tilbake .*(?:samtykke|godkjenning)|(?:samtykke|godkjenning)\\w* .*tilbake)', '(?:tilbakekalle|inndra)\\w* .*(?:samtykke|godkjenning)', 'angre[r]? .*(?:samtykke|sa ja)', 'meld(?:e)? meg (?:av|ut)', '\\bavmeld\\w*', '(?:fjern|stryk|slett) meg fra (?:nyhetsbrev|listen|utsending|e-postlist)'],
    ['restriction', 'begrens\\w* (?:av )?(?:behandling|bruk)', '(?:behandling|bruk)en (?:skal )?begrenses', 'artikkel 18\\b', '\\bfrys (?:alle )?DATA mine', 'ikke bruk DATA mine (?:før|til)'],
    ['portability', 'dataportabilitet|maskinlesbar|artikkel 20\\b', '(?:flytte?|overføre?)\\w* DATA mine .*(?:annen|annet)', 'DATA mine som (?:en )?fil'],
    ['objection', '(?:protesterer|motsetter meg|innvender) .*(?:reklame|markedsføring|DATA|profil|tilbud)', 'slutt (?:med )?(?:å )?(?:sende|ringe|maile|plage) .*(?:reklame|tilbud|utsending|nyhetsbrev|meg|e-post)', 'ikke (?:ha|få) (?:\\S+ )?(?:mer |flere |noen )?(?:utsendelser|utsendinger|reklame|tilbud|nyhetsbrev)', 'ikke .*profilerer? meg', '(?:ikke|aldri) (?:ring|kontakt|mail) meg (?:mer|igjen)', '(?:ring|kontakt) meg (?:ikke|aldri) (?:mer|igjen)', 'artikkel 21\\b'],
    ['rectification', '(?:rette?|korrigere?|endre?|oppdatere?) .*FIELD (?:mitt|min|mine)\\b', 'FIELD (?:mitt|min|mine)\\b .*(?:feilstav|utdatert|stemmer ikke|må endres|er feil\\b)', 'feil FIELD på meg', 'FIELD (?:som )?dere har (?:om|på) meg .*\\b(?:er feil|stemmer ikke)', 'artikkel 16\\b'],
    ['erasure', '\\b(?:slett|fjern|stryk)e? (?:meg\\b|(?:alle )?DATA mine|kontoen min|alt (?:dere har )?(?:\\S+ )?om meg)', '\\bbli (?:slettet|glemt|fjernet|strøket)', 'rett(?:en)? til (?:sletting|å bli glemt)', '\\bglem meg\\b', 'ikke ligge (?:inne )?hos dere', 'artikkel 17\\b'],
    ['access', '\\binnsyn i .*DATA|innsynsbegjæring|krever innsyn|ber om innsyn', '(?:hvilke|hva slags) DATA .*(?:om|på) meg', 'hva har dere (?:\\S+ )?(?:om|på) meg', 'kopi av (?:alle )?(?:DATA mine|DATA)', 'fått (?:tak i )?DATA mine', 'artikkel 15\\b'],
  ]),
  en: rulesOf(EN, [
    ['complaint', 'data protection authority|information commissioner|\\bico\\b|supervisory authority|article 77', 'breach of (?:the )?(?:gdpr|data protection)|data breach', '\\bcompla\\w* .*(?:my DATA|gdpr|privacy|data protection)', 'shared my DATA'],
    ['withdrawal', '(?:withdraw|revoke|take back|retract)\\w* .*(?:consent|permission)', 'regret .*(?:consent|saying yes)', '\\bunsubscribe\\b', '\\bopt (?:me )?out\\b', '(?:remove|take) me (?:off|from) (?:the |your )?(?:newsletter|mailing list|list)'],
    ['restriction', 'restrict\\w* (?:the )?(?:processing|use)', '(?:processing|use) .*be restricted', 'article 18\\b', '\\bfreeze (?:all )?my DATA', 'do(?:n\'t| not) use my DATA (?:until|before)'],
    ['portability', 'data portability|machine[- ]readable|article 20\\b', '(?:transfer|move|port)\\w* my DATA to another', 'my DATA as a file'],
    ['objection', '\\bobject (?:to|that) .*(?:marketing|advert|my DATA|profil|offers)', 'stop (?:sending|calling|mailing|texting|contacting) .*(?:advert|offers|mailings|newsletter|me\\b|e-?mails)', '(?:do not|don\'t) want (?:any )?(?:more |further )(?:mailings|adverts|advertising|offers|newsletters|marketing)', '(?:do not|don\'t) .*profile me', '(?:do not|don\'t|never) (?:call|contact|mail|text) me .*(?:any ?more|again|offers)', 'article 21\\b'],
    ['rectification', '(?:correct|rectify|update|change) my FIELD', 'my FIELD .*(?:misspel|out of date|no longer right|is wrong|are wrong|incorrect)', 'wrong FIELD for me', 'FIELD you (?:have|hold) (?:for|about|on) me .*\\b(?:wrong|out of date|incorrect|changed)', 'article 16\\b'],
    ['erasure', '\\b(?:delete|erase|remove) (?:me\\b|(?:all )?(?:of )?my (?:DATA|account)|(?:everything|all) (?:you have )?(?:\\S+ )?(?:on|about) me)', '\\bbe (?:removed from your|deleted|erased|forgotten)', 'right to (?:erasure|be forgotten)', '\\bforget me\\b', 'take me out of your', '(?:erase|delete) everything you (?:have|hold)', 'article 17\\b'],
    ['access', 'subject access|\\bdsar\\b|access to my DATA', 'what (?:DATA )?(?:do )?(?:you )?(?:hold|have|keep) (?:about|on) me|what DATA you (?:hold|have|keep) (?:about|on) me', 'what have you (?:\\S+ )?(?:stored|kept|saved|got) (?:about|on) me', 'copy of (?:all )?(?:of )?my DATA', '(?:get|got|obtain\\w*) my DATA', 'article 15\\b'],
  ]),
}

const SENTENCE = /[^.!?\n]+[.!?]*/g
/** Of a long mail as much is looked at: what is asked stands at its beginning. */
const LOOKED_AT = 5_000

/**
 * What somebody asks by right, by the words of the language they wrote in: each kind once, in the order of the text. It is a
 * proposal that a colleague takes or leaves; what is not recognised is made a request by hand.
 */
export function rightsWording(text: string, language: Language): RightsWording[] {
  const found: RightsWording[] = []
  for (const [sentence] of text.slice(0, LOOKED_AT).matchAll(SENTENCE)) {
    const folded = sentence.toLowerCase().replaceAll(/\s+/g, ' ').replaceAll('’', "'")
    const kind = RULES[language].find(([, ...patterns]) => patterns.some((one) => one.test(folded)))?.[0]
    if (kind && !found.some((one) => one.kind === kind)) found.push({ kind, words: sentence.trim() })
  }
  return found
}
