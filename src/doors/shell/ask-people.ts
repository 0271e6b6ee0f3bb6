import type { Settings } from '../../plumbing/config.ts'
import type { Database, Tx } from '../../plumbing/database.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import type { MailingContent } from '../../messages/mailing.ts'
import { draftMailing } from '../../messages/draft-mailing.ts'
import { rehearseMailing } from '../../messages/rehearse-mailing.ts'
import { startSending } from '../../messages/start-sending.ts'
import { LANGUAGES, t } from '../../values/text.ts'
import { parseCondition } from './ask-commands.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

/** Drafts a question for these purposes, says who can be asked, and hands it to the senders unless it is only a rehearsal. */
export async function askPeople(settings: Settings, words: Words): Promise<boolean> {
  const purposes = words.lists['purpose'] ?? []
  if (purposes.length === 0) throw new StartRefused('--purpose is missing.')
  const where = (words.lists['where'] ?? []).map(parseCondition)
  return withHouse(settings, async (house) => {
    const language = shellLanguage()
    const content: MailingContent = Object.fromEntries(LANGUAGES.map((one) => [one, { subject: t(one, 'shell.ask-subject'), body: t(one, 'shell.ask-body') }]))
    const rehearses = words.flags.has('rehearse')
    const draftAndRehearse = async (tx: Tx) => {
      const mailingId = await draftMailing(tx, {
        kind: 'ask', name: words.options['name'] ?? t(language, 'shell.ask-subject'), purposes, channel: 'email', about: words.options['about'] ?? null, audience: { where }, content,
      }, 'command line')
      const rehearsal = await rehearseMailing(tx, mailingId)
      if (!rehearses) await startSending(tx, mailingId)
      return { mailing: mailingId, ...rehearsal }
    }
    const answer = rehearses ? await withoutKeeping(house.database, draftAndRehearse) : await house.database.write(draftAndRehearse)
    const reasons = answer.reasons.map((one) => ({ rule: one.rule, count: one.count, sentence: t(language, one.text, one.parameters) }))
    printAnswer(words.flags.has('json'), { ...answer, reasons, sending: !rehearses }, [
      t(language, 'shell.ask-answer', { permitted: answer.permitted, matching: answer.matching }),
      ...reasons.map((one) => `${String(one.count).padStart(8)}  ${one.rule.padEnd(5)} ${one.sentence}`),
      t(language, rehearses ? 'shell.ask-rehearsed' : 'shell.ask-sending'),
    ])
    return true
  })
}

/** Does something and takes it back: a rehearsal on the command line leaves no draft behind. */
async function withoutKeeping<Result>(database: Database, act: (tx: Tx) => Promise<Result>): Promise<Result> {
  const kept: Result[] = []
  const takeBack = new Error('taken back')
  await database.writeOnce(async (tx) => {
    kept.push(await act(tx))
    throw takeBack
  }).catch((error: unknown) => {
    if (error !== takeBack) throw error
  })
  return kept[0]!
}
