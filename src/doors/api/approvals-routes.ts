import { Problem } from '../../plumbing/errors.ts'
import { APPROVAL_KINDS, stateOf, type Approval as Found, type ApprovalKind } from '../../staff/approval.ts'
import { selectApprovals } from '../../staff/approvals.sql.ts'
import { askApproval as ask } from '../../staff/ask-approval.ts'
import { decideApproval as decide } from '../../staff/decide-approval.ts'
import { askSecondPair } from '../../rights/ask-second-pair.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, refuseUnseen, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { askApproval, decideApproval, listApprovals, type Approval } from './approvals-resource.ts'
import { readerLanguage } from './reader.ts'
import { refuseAct, settleAnswer } from './settle-answer.ts'

const NEWEST = 100

export function addApprovalsRoutes(api: Api, house: House): void {
  const { database } = house
  api.openapi(listApprovals, async (c) => {
    const { staffId, permissions } = signedIn(c.get('actor'))
    const { found, names, now } = await database.read(async (tx) => {
      // What one may not do oneself one may not allow either, and need not see.
      const kinds = (Object.keys(APPROVAL_KINDS) as ApprovalKind[]).filter((kind) => permissions.has(APPROVAL_KINDS[kind]))
      const approvals = await selectApprovals(tx, kinds, NEWEST)
      return { found: approvals, names: await selectActorNames(tx, approvals.flatMap((one) => [one.askedBy, one.decidedBy ?? []].flat())), now: tx.now }
    })
    const answer = (one: Found): Approval => ({
      id: one.approvalId, kind: one.kind, wish: one.wish as Approval['wish'], reason: one.reason, state: stateOf(one, now), askedAt: one.askedAt.toISOString(),
      askedBy: names.get(one.askedBy) ?? '', yours: one.askedBy === staffId, decidedBy: one.decidedBy && (names.get(one.decidedBy) ?? ''), decidedAt: one.decidedAt?.toISOString() ?? null,
      expiresAt: one.expiresAt.toISOString(),
    })
    return c.json({ approvals: found.map(answer) }, 200)
  })

  api.openapi(askApproval, async (c) => {
    const actor = signedIn(c.get('actor'))
    const asked = c.req.valid('json')
    const needs = APPROVAL_KINDS[asked.kind]
    if (!actor.permissions.has(needs)) throw new Problem('forbidden', { text: 'staff.not-permitted', parameters: { permission: needs.replace('.', '_') } })
    const id = await database.write(async (tx) => {
      if (asked.kind === 'mass-export') {
        const scope = await scopeFor(tx, actor)
        refuseOutOfScope(scope, [asked.wish.purpose], () => 'wish.purpose')
        refuseUnseen(actor, scope, [...asked.wish.where.map((one) => one.field), ...(asked.wish.fields ?? [])], () => 'wish')
      }
      if (asked.kind === 'request-answer') {
        const { person, request, ...wish } = asked.wish
        refuseAct(actor, wish.act)
        return askSecondPair(tx, { personId: person as PersonId, requestId: request, by: actor.staffId, wish })
      }
      return ask(tx, asked.kind, asked.wish, asked.reason, actor.staffId)
    })
    return c.json({ id }, 201)
  })

  api.openapi(decideApproval, async (c) => {
    const [actor, { approved }] = [signedIn(c.get('actor')), c.req.valid('json')]
    await database.write(async (tx) => {
      const approval = await decide(tx, c.req.valid('param').id, approved, actor)
      if (approval.kind === 'request-answer') await settleAnswer(tx, house, approval, approved, actor, readerLanguage(c))
    })
    return c.body(null, 204)
  })
}
