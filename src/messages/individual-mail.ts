import type { Basis } from '../law/basis.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { t, type Language } from '../values/text.ts'
import { unsubscribeHeaders, type Company } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import type { Individual } from './individual.ts'
import { link, paragraph, type Block } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'
import { smallPrint } from './mailing-mail.ts'
import type { Notice } from './notice.ts'

export interface IndividualCopy {
  company: Company
  language: Language
  /** Token of its `stop` link; without one there is nothing to say no to (rule D3). */
  stopToken: string | undefined
  notice: Notice | undefined
}

/** What a colleague wrote, signed with who it is and with why the person gets it; answers go to the colleague. */
export function composeIndividual({ company, language, stopToken, notice }: IndividualCopy, one: Pick<Individual, 'subject' | 'words' | 'writer' | 'replyTo'>, purpose: { name: string; basis: Basis }): Mail {
  const why = t(language, `messages.why.${purpose.basis}`, { purpose: purpose.name, company: company.controller.name })
  const way = stopToken === undefined ? link(t(language, 'messages.your-page'), customerUrl(company.publicUrl, 'frontDoor')) : link(t(language, 'messages.choices'), customerUrl(company.publicUrl, 'choices', stopToken))
  const blocks: Block[] = [
    ...one.words.split(/\n{2,}/).map((part) => paragraph(part)), paragraph([one.writer, company.controller.name].filter(Boolean).join('\n')),
    { type: 'line' }, paragraph(why), paragraph(way), ...smallPrint({ company, language, notice }),
  ]
  const replyTo = parseEmail(one.replyTo ?? '')
  const headers = [...(isFault(replyTo) ? [] : [{ name: 'Reply-To', value: replyTo.recipient }]), ...(stopToken === undefined ? [] : unsubscribeHeaders(company, stopToken))]
  return mail('individual', language, one.subject, blocks, {}, headers)
}
