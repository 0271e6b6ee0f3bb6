import type { Tx } from '../../plumbing/database.ts'
import type { RequestStep } from '../../rights/request.ts'
import { askedAnswer } from '../../rights/second-pair.ts'
import { stateOf } from '../../staff/approval.ts'
import { selectApproval } from '../../staff/approvals.sql.ts'
import { selectColleagues } from '../../staff/colleagues.sql.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRoles } from '../../staff/roles.sql.ts'
import type { RightsRequestAnswer } from './requests-resource.ts'
import { seesAll } from '../staff/key-scope.ts'
import { NEEDED_FOR } from './settle-answer.ts'

/** The answer that waits for a second colleague, and who may allow it; null when nothing does, or when it is void. */
export async function waitingAnswer(tx: Tx, steps: readonly RequestStep[]): Promise<RightsRequestAnswer['waiting']> {
  const asked = askedAnswer(steps)
  const approval = asked && (await selectApproval(tx, asked.approvalId))
  if (!approval || stateOf(approval, tx.now) !== 'waiting') return null
  const { wish } = asked
  const [roles, colleagues] = [await selectRoles(tx), await selectColleagues(tx)]
  const may = ({ roles: held }: { roles: readonly string[] }) => {
    const rights = rightsOf(roles.filter((role) => held.includes(role.key)))
    return rights.permissions.has('requests.handle') && rights.permissions.has(NEEDED_FOR[wish.act] ?? 'own') && seesAll(rights.reaches)
  }
  return {
    approval: approval.approvalId, act: wish.act, outcome: wish.act === 'answer' ? wish.outcome : null, reason: (wish.act === 'answer' && wish.reason) || null, letter: wish.act === 'erasure' ? null : wish.letter ?? null,
    askedBy: colleagues.find((one) => one.staffId === approval.askedBy)?.name ?? '', askedAt: approval.askedAt.toISOString(), expiresAt: approval.expiresAt.toISOString(),
    mayAllow: colleagues.filter((one) => one.endedAt === null && one.staffId !== approval.askedBy && may(one)).map((one) => one.name),
  }
}
