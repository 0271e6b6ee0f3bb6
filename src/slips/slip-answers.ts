import { effectiveChoice, isNo, type Standing } from '../consent/standing.ts'
import type { Choice } from '../consent/choice.ts'
import { kindOfNo } from '../consent/kind-of-no.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { Evidence } from '../ledger/entry.ts'
import { groupedNumber } from '../values/letter-number.ts'
import { t } from '../values/text.ts'
import { boxesOf, type RowAnswer, type Slip, type SlipRow } from './slip.ts'
import { wordingOf } from './slip-words.ts'

/** What somebody said of the same thing after the slip was printed. */
export interface Later {
  row: string
  said: 'yes' | 'no'
  since: Date
}

/** Who recorded it, and what it rests on. */
export interface Recorded {
  by: Choice['actor']
  /** Of the picture: SHA-256, in hex. */
  picture: string
  /** The first moment of the date on the slip, or of its printing: a yes never lifts a no that may be later (rule D9). */
  saidAt: Date
}

/**
 * Throws `invalid` for a line or a box that the slip does not have, and for a yes to marketing beside a no to all of it:
 * whoever reads the slip has to say which, and an unclear yes is no yes.
 */
export function checkAnswers({ rows }: Pick<Slip, 'rows'>, answers: Readonly<Record<string, RowAnswer>>, { purposes }: Pick<PublishedCatalogue, 'purposes'>): void {
  for (const [key, answer] of Object.entries(answers)) {
    const row = rows.find((one) => one.key === key)
    if (!row || (answer !== 'none' && !boxesOf(row).includes(answer))) throw new Problem('invalid', { text: 'slips.no-such-row', field: `answers.${key}` })
  }
  const marketing = (row: SlipRow) => purposes.some((one) => one.key === row.purpose && one.kind === 'marketing')
  const yes = rows.find((row) => answers[row.key] === 'yes' && marketing(row))
  if (answers['no-to-all'] === 'tick' && yes) throw new Problem('invalid', { text: 'slips.contradiction', rule: 'D9', field: `answers.${yes.key}` })
}

/** What the answers come to, the noes first: as said in a letter and recorded by a colleague, in the words as they were printed (rule L3). */
export function choicesOn(slip: Slip, answers: Readonly<Record<string, RowAnswer>>, { purposes }: Pick<PublishedCatalogue, 'purposes'>, held: ReadonlySet<string>, recorded: Recorded): Choice[] {
  const said = slip.rows.flatMap((row): Choice[] => {
    const answer = answers[row.key] ?? 'none'
    if (answer === 'none' || row.kind === 'access' || row.kind === 'erasure') return []
    const purpose = purposes.find((one) => one.key === row.purpose)
    const kind = answer === 'yes' ? 'given' as const : row.kind === 'stop-asking' ? 'stop-asking' as const : row.kind === 'no-to-all' ? 'objected' as const : kindOfNo(purpose ?? { bases: [] }, row.channel)
    return [{
      personId: slip.personId, kind, purpose: row.purpose, channel: row.channel, frequency: null, surface: 'letter', language: slip.language, actor: recorded.by,
      // A yes is for the address that was printed, as long as it is held.
      contactPointId: answer === 'yes' && row.contactPointId !== null && held.has(row.contactPointId) ? row.contactPointId : null,
      wording: wordingOf(row, slip.language), evidence: evidenceOf(slip, row, answer, recorded),
    }]
  })
  return [...said.filter((one) => one.kind !== 'given'), ...said.filter((one) => one.kind === 'given')]
}

function evidenceOf(slip: Slip, row: SlipRow, answer: RowAnswer, { picture, saidAt }: Recorded): Evidence {
  const words = answer === 'tick' ? t(slip.language, 'slips.said.tick') : t(slip.language, `slips.slip.${answer}`)
  return { kind: 'slip', text: t(slip.language, 'slips.said', { number: groupedNumber(slip.number), label: row.label, answer: words }), slip: slip.slipId, picture, saidAt: saidAt.toISOString() }
}

/** Where the person has said something of the same since the slip was printed: whoever records it decides which counts. */
export function laterThan({ rows, afterSeq }: Pick<Slip, 'rows' | 'afterSeq'>, standing: Standing, { purposes }: Pick<PublishedCatalogue, 'purposes'>): Later[] {
  return rows.flatMap((row): Later[] => {
    if (row.purpose === null || row.channel === null) return []
    const marketing = purposes.some((one) => one.key === row.purpose && one.kind === 'marketing')
    const choice = effectiveChoice(standing, row.purpose, row.channel, marketing)
    if (!choice || choice.seq <= afterSeq || !(isNo(choice.state) || choice.state === 'given' || choice.state === 'unconfirmed')) return []
    return [{ row: row.key, said: isNo(choice.state) ? 'no' : 'yes', since: choice.since }]
  })
}

/** What is later and says something else than the slip. */
export function conflicts(later: readonly Later[], answers: Readonly<Record<string, RowAnswer>>): Later[] {
  return later.filter(({ row, said }) => answers[row] !== undefined && answers[row] !== 'none' && answers[row] !== said)
}
