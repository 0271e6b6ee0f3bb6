import type { AccessCopy } from './access-copy.ts'

const LINE_BYTES = 75

/** Name and addresses as a card for address books: vCard 4.0 (RFC 6350), lines folded at 75 bytes. */
export function copyCard(copy: Pick<AccessCopy, 'tables' | 'personId' | 'at'>): string {
  const [profile] = copy.tables['profile'] ?? []
  const value = (column: string): string => (typeof profile?.[column] === 'string' ? profile[column] : '')
  const whole = value('full_name') || [value('given_name'), value('family_name')].filter(Boolean).join(' ') || value('company_name')
  const points = (copy.tables['contact_point'] ?? []).filter((point) => point['ended_at'] === null)
  const kinds = (kind: string) => points.filter((point) => point['kind'] === kind).map((point) => String(point['value']))
  const lines = [
    'BEGIN:VCARD', 'VERSION:4.0', `UID:urn:uuid:${copy.personId}`, `FN:${escaped(whole)}`,
    ...(value('given_name') || value('family_name') ? [`N:${escaped(value('family_name'))};${escaped(value('given_name'))};;;`] : []),
    ...(value('company_name') ? [`ORG:${escaped(value('company_name'))}`] : []),
    ...(value('title') ? [`TITLE:${escaped(value('title'))}`] : []),
    ...(value('birth_date') ? [`BDAY:${value('birth_date').replaceAll('-', '')}`] : []),
    ...(/^[a-z]{2,3}$/.test(value('language')) ? [`LANG:${value('language')}`] : []),
    ...(value('street') || value('city') ? [`ADR:;;${['street', 'city', 'region', 'postal_code'].map((column) => escaped(value(column))).join(';')};`] : kinds('postal').map((address) => `ADR;LABEL="${quoted(address)}":;;;;;;`)),
    ...kinds('email').map((address) => `EMAIL:${escaped(address)}`), ...kinds('phone').map((number) => `TEL;VALUE=uri:tel:${number.replaceAll(/[^\d+]/g, '')}`),
    `REV:${copy.at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`, 'END:VCARD',
  ]
  return lines.map(folded).join('')
}

/** A value of text (RFC 6350, 3.4). */
function escaped(text: string): string {
  return text.replaceAll(/[\\,;]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
}

/** A parameter in quotes takes no quotes; RFC 6868 writes line ends so. */
function quoted(text: string): string {
  return text.replaceAll('^', '^^').replaceAll('"', "^'").replaceAll(/\r\n|\r|\n/g, '^n')
}

/** A long line goes on after a line end and a space; no letter is cut in two. */
function folded(line: string): string {
  let [out, bytes] = ['', 0]
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > LINE_BYTES) [out, bytes] = [`${out}\r\n `, 1]
    out += letter
    bytes += size
  }
  return `${out}\r\n`
}
