import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { findOthers, withoutOthers, type OwnWords } from './others-in-text.ts'

const BO: OwnWords = {
  names: ['Bo Ekdahl', 'Bo', 'Ekdahl', 'Provbolaget AB', 'Provbolaget', 'AB', 'Umeå'], givenNames: ['Bo'], contacts: new Set(['bo@example.org', '+46701740605']), birthDate: '1961-04-02', identityNumber: null, country: 'SE' as CountryCode, today: '2026-03-02' as LocalDate,
}
const clean = (text: string, others: string[] = []): string => withoutOthers(text, findOthers(text, BO, { names: others, contacts: new Set(['ann@example.net']) }), (kind) => `<${kind}>`)

test('a note about a neighbour loses the name, address and numbers of the neighbour, and keeps what is about the person', () => {
  assert.equal(
    clean('Bo Ekdahl ringde. Grannen Karin Lindgren (karin.lindgren@example.net, 070-174 06 33) klagar på leveransen till Lodsgatan 4.'),
    'Bo Ekdahl ringde. Grannen <name> (<email>, <phone>) klagar på leveransen till Lodsgatan 4.')
  assert.equal(clean('Rang Karin Lindgren kl. 10.'), 'Rang <name> kl. 10.')
  assert.equal(clean('Karin Ekdahl betalar, Ann-Sofie Berg också.', ['Ann-Sofie']), '<name> betalar, <name> också.', 'who shares the family name is somebody else')
  assert.equal(clean('Naboen Ola tok imot pakken.'), 'Naboen <name> tok imot pakken.')
  assert.equal(clean('His neighbour, Ann-Sofie, signed.'), 'His neighbour, <name>, signed.')
  assert.equal(clean('Talade med Erik von Platen om Bo.'), 'Talade med <name> om Bo.')
})

test('identity numbers of others are found by their check digit; the own birth date is the own number', () => {
  assert.equal(clean('Hustruns nummer är 811218-9876.'), 'Hustruns nummer är <identity-number>.')
  assert.equal(clean('Ordernummer 811218-9877.'), 'Ordernummer 811218-9877.')
})

test('own names, addresses, numbers and the company stay, with a genitive too', () => {
  for (const text of ['Bo Ekdahls faktura till bo@example.org.', 'Ring Bo på +46 70 174 06 05.', 'Provbolaget AB lovade Bo att återkomma.', 'order 20417, 2026-03-02 09:00, 1 250 kr', 'code', 'Rang kl. 10, läste upp frågan ordagrant.']) {
    assert.equal(clean(text), text)
  }
})

test('people who are known to be somebody else are found by any of their names, also alone and with a genitive', () => {
  assert.equal(clean('Karins paket. Hämtas av karin? Nej, Karin.', ['Karin', 'Karin Ekdahl', 'Ekdahl']), '<name> paket. Hämtas av <name>? Nej, <name>.')
  assert.equal(clean('Karin Ekdahl hälsar.', ['Karin', 'Karin Ekdahl', 'Ekdahl']), '<name> hälsar.')
  assert.equal(clean('Ekdahl hälsar.', ['Ekdahl']), 'Ekdahl hälsar.', 'a family name that they share is the own one')
})

test('in values and mails only known others and identity numbers are looked for', () => {
  const found = (text: string) => findOthers(text, BO, { names: ['Ann Berg'], contacts: new Set(['ann@example.net']) }, false).map((one) => text.slice(one.start, one.end))
  assert.deepEqual(found('Stora Torget, hej@butiken.example, 070-174 06 33'), [])
  assert.deepEqual(found('Ann Berg, ann@example.net, 811218-9876'), ['Ann Berg', 'ann@example.net', '811218-9876'])
})

// Made-up notes as colleagues write them; what is about somebody else stands in [ ].
const NOTES = `
Bo ringde, [karin] ska hämta paketet
pratade med [karin lindgren], grannen, hon är arg
[Kattis] hade svarat på hans telefon
[mange] på lagret skickade fel
Bo vill att fakturan går till [Erik Johansson] i stället
grannen [lasse] tog emot
Bos fru [anna] ringde och var orolig
Hans bror [Mikael] betalar
[Ingrid] i kassan minns honom
Kunden Bo Ekdahl vill ha tillbaka pengarna
Bo säger att [Stefan Berg] lovade rabatt
ringde upp på [070-174 06 33], [lena] svarade
Bo är nöjd med leveransen
skickade offert till bo@example.org
[jenny.holm@example.net] ska ha kopia
Bo betalar själv, order 20417
[Göran]s traktor stod i vägen
dottern [Elin] fyller år
vill byta till grön modell, storlek 42
Bo ringer igen på fredag efter lunch
[peter svensson] och [lotta] var med på mötet
Bo bor kvar i Umeå
[Åsa Blom] har fullmakt
kollegan [Henrik] tar över ärendet
Leveransen kom till Storgatan 4 i Umeå
Bo var missnöjd, vill ha svar i dag
naboen [Kari] tok imot pakken
[ola nordmann] klaget på støy
Bo sier at [Øyvind Haug] eier bilen
snakket med [marit] om levering
sønnen [Sindre] henter
Bo vil ha faktura på papir
[Terje]s nummer er [+47 922 33 445]
kunden er fornøyd
ringte to ganger, ingen svarte
samboeren [hilde] betaler
Bo flytter til Oslo i mai
sjefen [Geir Moen] godkjente
his neighbour [Susan] signed
spoke to [karen] about the parcel
Bo wants a refund for the green one
[John Smith] collected it
his wife [mary] called twice
Bo Ekdahl paid by card on Friday
sister [Lisa] has the key
called back, no answer
Mr [Kevin Brown] is the landlord
Bo prefers e-mail to letters
[ahmed] delivered the goods
min vän [Nisse] rekommenderade er
[Gunilla Ekdahl] är hans mor
vill inte ha reklam, bara service
hälsa [Rolf] från Bo
[Wenche] overtok avtalen
enligt [sara] är allt klart
Fakturan gäller mars och april
Provbolaget AB lovade Bo ett svar
[Kjetil] og [Randi] deler huset
Bo har hund och katt
tala med [tobbe] på verkstaden`.trim().split('\n')

test('of made-up notes, nearly everything about others is found, also in lower case and by short names, and little that is nobody’s', (t) => {
  let [right, wrong, missed] = [0, 0, 0]
  const faults: string[] = []
  for (const marked of NOTES) {
    const wanted: { start: number; end: number }[] = []
    let text = ''
    for (const [, before = '', name] of marked.matchAll(/([^[]*)(?:\[([^\]]+)\])?/g)) {
      text += before
      if (name === undefined) continue
      wanted.push({ start: text.length, end: text.length + name.length })
      text += name
    }
    const found = findOthers(text, BO, { names: [], contacts: new Set() })
    const meets = (a: { start: number; end: number }, b: { start: number; end: number }) => a.start < b.end && b.start < a.end
    for (const one of wanted) {
      if (found.some((each) => each.start <= one.start && each.end >= one.end)) right += 1
      else {
        missed += 1
        faults.push(`missed ${text.slice(one.start, one.end)}`)
      }
    }
    for (const one of found.filter((each) => !wanted.some((want) => meets(want, each)))) {
      wrong += 1
      faults.push(`wrong ${text.slice(one.start, one.end)}`)
    }
  }
  const [precision, recall] = [right / (right + wrong), right / (right + missed)]
  t.diagnostic(`n = ${NOTES.length} notes with ${right + missed} places: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}; ${faults.join(', ')}`)
  assert.ok(recall >= 0.95, `recall ${recall}`)
  assert.ok(precision >= 0.95, `precision ${precision}`)
})
