import { publicKeyText } from '../../keeper/signing-key.ts'
import { signCheckpoint } from '../../ledger/checkpoint.ts'
import { countPending, newestHead } from '../../ledger/ledger.sql.ts'
import { EMPTY_ROOT } from '../../ledger/merkle.ts'
import { proveLeaf } from '../../ledger/prove-leaf.ts'
import { verifyLedger as verify, type Finding, type LedgerReport } from '../../ledger/verify-ledger.ts'
import { selectWatch } from '../../ledger/watch.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import type { Api } from './api-door.ts'
import { getCheckpoint, getInclusionProof, getLedger, verifyLedger, type LedgerVerification } from './ledger-resource.ts'
import { readerLanguage } from './reader.ts'

export function addLedgerRoutes(api: Api, { database, keeper, tree }: House): void {
  const key = keeper.keys.signing

  api.openapi(getLedger, async (c) => {
    const [head, pending, watch] = await database.read(async (tx) => [await newestHead(tx), await countPending(tx), await selectWatch(tx)] as const)
    return c.json({
      size: head?.size ?? 0,
      root: (head?.root ?? EMPTY_ROOT).toString('base64'),
      at: keeper.lastHead?.at ?? null,
      pending,
      publicKey: publicKeyText(key),
      keyName: key.name,
      origin: key.name,
      checkedAt: watch?.checkedAt.toISOString() ?? null,
      fault: watch?.fault ? faultInWords(readerLanguage(c), watch.fault, watch.faultIndex ?? 0) : null,
    }, 200)
  })

  api.openapi(getCheckpoint, async (c) => {
    const head = await database.read(newestHead)
    return c.text(head?.note ?? signCheckpoint({ size: 0, root: EMPTY_ROOT, epoch: 1 }, key).note, 200)
  })

  api.openapi(getInclusionProof, async (c) => {
    const proof = await database.read((tx) => proveLeaf(tx, tree, c.req.valid('param').index))
    if (!proof) throw new Problem('not-found', { text: 'api.leaf-unknown' })
    const { index, size, leafHash, path, checkpoint } = proof
    return c.json({ index, size, leafHash: leafHash.toString('base64'), proof: path.map((hash) => hash.toString('base64')), checkpoint }, 200)
  })

  api.openapi(verifyLedger, async (c) => {
    const heads = await keeper.readHeads()
    const report = await database.report((tx) => verify(tx, { key, heads, checkpoints: [] }))
    return c.json(verificationAnswer(readerLanguage(c), report, keeper.lastHead?.note ?? null), 200)
  })
}

function faultInWords(language: Language, reason: string, index: number): string {
  return t(language, 'shell.ledger-broken', { reason: t(language, `ledger.finding.${reason as Finding['reason']}`), index })
}

function verificationAnswer(language: Language, report: LedgerReport, head: string | null): LedgerVerification {
  const { finding, leaves, headsMet, pending } = report
  const reason = finding && t(language, `ledger.finding.${finding.reason}`)
  return {
    ok: !finding,
    size: leaves,
    checked: finding ? finding.index : leaves,
    head,
    problems: finding ? [{ index: finding.index, reason: reason! }] : [],
    sentence: finding ? t(language, 'shell.ledger-broken', { reason: reason!, index: finding.index }) : t(language, 'shell.ledger-whole', { leaves, heads: headsMet, pending }),
  }
}
