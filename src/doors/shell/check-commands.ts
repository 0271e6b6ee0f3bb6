import { readFile } from 'node:fs/promises'
import { newestBackupAt } from '../../backups/backups.sql.ts'
import { refoldEntries } from '../../consent/refold-entries.ts'
import { receiptSentences } from '../../consent/receipt-sentences.ts'
import { verifyReceipt } from '../../consent/verify-receipt.ts'
import { looksLikeCertificate, verifyCertificate, type CertificateVerdict } from '../../erasure/verify-certificate.ts'
import { openKeeper } from '../../keeper/open-keeper.ts'
import { parsePublicKey, publicKeyText, type VerifyingKey } from '../../keeper/signing-key.ts'
import type { Settings } from '../../plumbing/config.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { signCheckpoint } from '../../ledger/checkpoint.ts'
import { newestHead } from '../../ledger/ledger.sql.ts'
import { verifyLedger } from '../../ledger/verify-ledger.ts'
import { examineServer } from '../../plumbing/examine-server.sql.ts'
import { examineTraces } from '../../plumbing/examine-traces.ts'
import { t } from '../../values/text.ts'
import { workspaceBuilt } from './open-house.ts'
import { printAnswer, printLine, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

export async function verify(settings: Settings, words: Words): Promise<boolean> {
  const [file] = words.plain
  if (file) return checkFile(settings, words, file)
  return withHouse(settings, async (house) => {
    const heads = await house.keeper.readHeads()
    const report = await house.database.read((tx) => verifyLedger(tx, { key: house.keeper.keys.signing, heads, checkpoints: [] }))
    const language = shellLanguage()
    const found = report.finding
    const sentence = found
      ? t(language, 'shell.ledger-broken', { reason: t(language, `ledger.finding.${found.reason}`), index: found.index })
      : t(language, 'shell.ledger-whole', { leaves: report.leaves, heads: report.headsMet, pending: report.pending })
    const truncation = report.truncation === 'excluded' ? [] : [t(language, 'shell.truncation-open')]
    printAnswer(words.flags.has('json'), { ok: !found, ...report, sentence }, [sentence, ...truncation])
    return !found
  })
}

/** Checks a receipt or a certificate with the public key alone: no database is opened. */
async function checkFile(settings: Settings, words: Words, file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartRefused(`The file ${file} cannot be read.`)
  })
  const key = await keyToCheckWith(settings, words.options['key'])
  if (looksLikeCertificate(text)) return tellCertificate(words, await verifyCertificate(text, key))
  const verdict = await verifyReceipt(text, key)
  const sentences = receiptSentences(verdict, shellLanguage())
  printAnswer(words.flags.has('json'), { ok: verdict.valid, ...verdict, sentence: sentences.join(' ') }, sentences)
  return verdict.valid
}

function tellCertificate(words: Words, verdict: CertificateVerdict): boolean {
  const language = shellLanguage()
  const sentences = verdict.valid
    ? [t(language, 'erasure.certificate.valid', { id: verdict.certificate.id, issued: verdict.certificate.issuedAt }), t(language, `erasure.state.${verdict.certificate.state === 'partly' && verdict.certificate.erasedAt ? 'elsewhere' : verdict.certificate.state}`)]
    : [t(language, `erasure.certificate.fault.${verdict.part}`), ...(verdict.line === undefined ? [] : [t(language, 'erasure.certificate.at-line', { line: verdict.line })])]
  printAnswer(words.flags.has('json'), { ok: verdict.valid, ...verdict, sentence: sentences.join(' ') }, sentences)
  return verdict.valid
}

async function keyToCheckWith(settings: Settings, text: string | undefined): Promise<VerifyingKey> {
  if (text === undefined) {
    const keeper = await openKeeper({ url: settings.keeperUrl, keyName: settings.ledgerName, mayCreate: false, now: new Date() })
    await keeper.close()
    return keeper.keys.signing
  }
  const key = parsePublicKey(text)
  if (!key) throw new StartRefused('--key takes a public key as `name+id+base64`, as the ledger page and `tillit doctor --json` show it.')
  return key
}

export async function printCheckpoint(settings: Settings, words: Words): Promise<boolean> {
  return withHouse(settings, async (house) => {
    const head = await house.database.read(newestHead)
    const note = head?.note ?? signCheckpoint({ size: 0, root: house.tree.root, epoch: 1 }, house.keeper.keys.signing).note
    if (words.flags.has('json')) printAnswer(true, { size: head?.size ?? 0, note }, [])
    else printLine(note.trimEnd())
    return true
  })
}

/** What is good to have and nothing is wrong without. */
const ADVICE: ReadonlySet<string> = new Set(['mail', 'backup'])
const BACKUP_IS_NEW_MS = 2 * 24 * 60 * 60_000

function backupFinding(newest: Date | null, now: Date): { check: string; ok: boolean; detail: string } {
  return { check: 'backup', ok: newest !== null && now.getTime() - newest.getTime() < BACKUP_IS_NEW_MS, detail: newest?.toISOString().slice(0, 10) ?? 'never' }
}

/** What is well and what is not, one line each. */
export async function examine(settings: Settings, words: Words): Promise<boolean> {
  return withHouse(settings, async (house) => {
    const language = shellLanguage()
    const rebuilt = words.flags.has('rebuild') ? await refoldEntries(house.database) : undefined
    const findings = [
      ...(await house.database.read(examineServer)),
      ...(await house.database.read((tx) => examineTraces(tx, settings.tracesDays))),
      { check: 'keeper-torn', ok: house.keeper.torn.length === 0, detail: house.keeper.torn.join(' ') },
      { check: 'workspace-built', ok: workspaceBuilt(), detail: '' },
      ...(rebuilt ? [{ check: 'standings', ok: rebuilt.mended === 0, detail: String(rebuilt.mended || rebuilt.people) }] : []),
      { check: 'mail', ok: settings.smtpUrl !== undefined, detail: '' },
      backupFinding(await house.database.read(newestBackupAt), new Date()),
    ].map((one) => ({ ...one, sentence: t(language, `shell.doctor-${one.check}-${one.ok ? 'ok' : 'not'}`, { detail: one.detail }) }))
    printAnswer(words.flags.has('json'), { ok: findings.every((one) => one.ok || ADVICE.has(one.check)), publicKey: publicKeyText(house.keeper.keys.signing), findings }, findings.map((one) => `${one.ok ? '✓' : '–'} ${one.sentence}`))
    return findings.every((one) => one.ok || ADVICE.has(one.check))
  })
}
