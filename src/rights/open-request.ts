import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { actAtOnce } from './act-at-once.ts'
import { answerRequest } from './answer-request.ts'
import { receiveRequest, type ReceivedRequest } from './receive-request.ts'
import { selectRequest } from './requests.sql.ts'

/**
 * Receives a request and does at once what the law wants at once: a withdrawal and an objection to direct marketing take
 * effect and are answered, everything else that makes us stop takes effect and waits for its answer. What somebody in no
 * register asks waits in any case: they may be held under another address. Throws as
 * `receiveRequest`, and `invalid` where the wish does not say what it is about. Returns the request's id.
 */
export async function openRequest(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, received: ReceivedRequest): Promise<string> {
  refuseEmptyWish(received)
  const requestId = await receiveRequest(tx, received)
  const request = (await selectRequest(tx, received.personId, requestId))!
  const settled = request.state === 'open' && await actAtOnce(tx, keeper, request, received.by)
  if (settled && !request.stranger) await answerRequest(tx, { personId: request.personId, requestId, outcome: 'granted', by: { kind: 'system', id: null } })
  return requestId
}

function refuseEmptyWish({ kind, wish }: ReceivedRequest): void {
  const about = (wish.purposes?.length ?? 0) > 0 || wish.marketing === true
  if (kind === 'objection' && !about) throw new Problem('invalid', { text: 'rights.request.objection-to-what', field: 'wish.purposes' })
  if ((kind === 'rectification' && Object.keys(wish.values ?? {}).length === 0 || kind === 'complaint') && !wish.words?.trim()) {
    throw new Problem('invalid', { text: 'rights.request.say-what', field: 'wish.words' })
  }
}
