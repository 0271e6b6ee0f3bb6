import { createHash } from 'node:crypto'
import { recordChoices, type Recording } from '../consent/record-choices.ts'
import { readSayers } from '../consent/read-sayers.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { receiveRequest } from '../rights/receive-request.ts'
import { sealDocument } from '../rights/sealed-document.ts'
import { localDateIn, startOfDay, type LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { groupedNumber } from '../values/letter-number.ts'
import { t } from '../values/text.ts'
import type { RowAnswer, Slip } from './slip.ts'
import { checkAnswers, choicesOn, conflicts, laterThan } from './slip-answers.ts'
import { isOpenable, PICTURE_BYTES_MAX, pictureHead, PIXELS_MAX } from './slip-picture.ts'
import { insertSlipAnswer, selectAnsweredAt, selectSlip } from './slips.sql.ts'

export interface ReadSlip {
  personId: PersonId
  slipId: string
  /** What each line was taken for, confirmed one by one; a line that is left out was left empty. */
  answers: Readonly<Record<string, RowAnswer>>
  /** For lines of which the person has said something else since: whether the slip counts, or what came later. */
  decisions: Readonly<Record<string, 'slip' | 'later'>>
  /** The date that was written on it, and when it came. */
  signedOn?: LocalDate | undefined
  receivedOn?: LocalDate | undefined
  /** The slip laid straight, JPEG or PNG. */
  picture: Buffer
  by: { kind: 'staff'; id: string }
}

export interface RecordedSlip {
  slip: Slip
  recording: Recording | undefined
  requests: { id: string; kind: 'access' | 'erasure' }[]
}

/**
 * Records what came back on a slip: the choices as said in a letter, the picture as their evidence, and what was ordered as
 * requests, whose answers go by letter when it is known who asks. Nothing is erased by a slip alone. A slip counts once.
 * Throws `not-found`, `conflict` for one that was recorded or that the person has overtaken without a decision on it, and
 * `invalid` for what cannot be so.
 */
export async function recordSlip(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, read: ReadSlip): Promise<RecordedSlip> {
  const { personId, slipId } = read
  const head = checkPicture(read.picture)
  const sayers = await readSayers(tx, [personId])
  const slip = sayers.known.has(personId) ? await selectSlip(tx, personId, slipId) : undefined
  if (!slip) throw new Problem('not-found', { text: 'slips.unknown' })
  if (await selectAnsweredAt(tx, personId, slipId)) throw new Problem('conflict', { text: 'slips.counted' })
  checkAnswers(slip, read.answers, sayers.catalogue)
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const saidAt = startOf(slip, read.signedOn, today)
  const receivedOn = read.receivedOn ?? today
  const answers = decided(slip, read, laterThan(slip, sayers.standings.get(personId)!, sayers.catalogue))
  const held = new Set((sayers.points.get(personId) ?? []).map((point): string => point.contactPointId))
  const picture = createHash('sha256').update(read.picture).digest('hex')
  const choices = choicesOn(slip, answers, sayers.catalogue, held, { by: read.by, picture, saidAt })
  const orders = (['access', 'erasure'] as const).filter((kind) => answers[kind] === 'tick')
  if (choices.length === 0 && orders.length === 0 && Object.values(read.answers).every((one) => one === 'none')) throw new Problem('invalid', { text: 'slips.nothing-said', field: 'answers' })
  const recording = choices.length > 0 ? await recordChoices(tx, keeper, choices, sayers) : undefined
  const requests: RecordedSlip['requests'] = []
  for (const kind of orders) {
    const id = await receiveRequest(tx, {
      personId, kind, how: 'letter', by: read.by, language: slip.language, wish: { words: t(slip.language, 'slips.ordered', { number: groupedNumber(slip.number) }) },
      ...(receivedOn < today && { receivedAt: startOfDay(receivedOn, RETENTION_ZONE) }),
    })
    requests.push({ id, kind })
  }
  await insertSlipAnswer(tx, {
    personId, slipId, signedOn: read.signedOn ?? null, receivedOn, recordedBy: read.by, answers, requestIds: requests.map((one) => one.id),
    entrySeqs: recording?.outcomes.flatMap((one) => ('entry' in one ? [one.entry.seq] : [])) ?? [],
    mediaType: head.type, size: read.picture.length, sealed: sealDocument(keeper.keys.tokens, slipId, slipId, read.picture),
  })
  return { slip, recording, requests }
}

function checkPicture(bytes: Buffer): NonNullable<ReturnType<typeof pictureHead>> {
  const head = bytes.length <= PICTURE_BYTES_MAX ? pictureHead(bytes) : undefined
  if (!head || !isOpenable(head)) throw new Problem('invalid', { text: 'slips.picture', field: 'picture', parameters: { mb: PICTURE_BYTES_MAX / 1024 / 1024, pixels: PIXELS_MAX / 1_000_000 } })
  return head
}

/** The earliest that the slip can have been written: a yes never lifts a no that may have come after it (rule D9). */
function startOf({ madeAt }: Slip, signedOn: LocalDate | undefined, today: LocalDate): Date {
  if (signedOn === undefined) return madeAt
  if (signedOn > today || signedOn < localDateIn(RETENTION_ZONE, madeAt)) throw new Problem('invalid', { text: 'slips.signed-ahead', field: 'signedOn' })
  return startOfDay(signedOn, RETENTION_ZONE)
}

/** The answers that count: where the person has said something else since, what the colleague decided. */
function decided(slip: Slip, { answers, decisions }: ReadSlip, later: ReturnType<typeof laterThan>): Record<string, RowAnswer> {
  const over = conflicts(later, answers).map((one) => one.row)
  const open = over.find((row) => decisions[row] === undefined)
  if (open !== undefined) throw new Problem('conflict', { text: 'slips.decide', rule: 'D9', field: `decisions.${open}` })
  return Object.fromEntries(slip.rows.map(({ key }) => [key, over.includes(key) && decisions[key] === 'later' ? 'none' : (answers[key] ?? 'none')]))
}
