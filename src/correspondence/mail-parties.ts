import type { Letter } from './letter.ts'

/** Between whom a mail may have gone, the likeliest first: the first of these in whom somebody is known says whose it is. */
export interface Parties {
  direction: Letter['direction']
  addresses: readonly string[]
}

/** Lines that mail programs write above what they forward. */
const FROM_LINE = /^[>\s*]*(?:From|Från|Fra|Von)\s*:\s*(.+)$/imu
const TO_LINE = /^[>\s*]*(?:To|Till|Til|An)\s*:\s*(.+)$/imu
const ADDRESS = /[^\s<>()"',;:[\]]+@[^\s<>()"',;:[\]]+\.\p{L}{2,}/gu
/** Above a mail that was forwarded stand a few words and its head. */
const HEAD_LENGTH = 4_000

/**
 * Between whom a mail may have gone that came to a colleague's address: from who wrote it, to who got it too (a copy of the
 * colleague's own), and in one that was forwarded from or to whom its head names. `isOurs` tells addresses of ours and of the colleague.
 */
export function partiesOf({ sender, recipients }: { sender: string; recipients: readonly string[] }, text: string, isOurs: (address: string) => boolean): Parties[] {
  const head = text.slice(0, HEAD_LENGTH)
  const named = (line: RegExp) => line.exec(head)?.[1]?.match(ADDRESS) ?? []
  const all: Parties[] = [
    { direction: 'from', addresses: [sender] }, { direction: 'to', addresses: recipients },
    { direction: 'from', addresses: named(FROM_LINE) }, { direction: 'to', addresses: named(TO_LINE) },
  ]
  return all.map(({ direction, addresses }) => ({ direction, addresses: [...new Set(addresses.filter((one) => one !== '' && !isOurs(one)))] })).filter(({ addresses }) => addresses.length > 0)
}
