import type { PurposeTexts } from '../purposes/purpose.ts'
import { t } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'
import { unsubscribeHeaders } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import { heading, link, paragraph, type Block } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'
import { smallPrint, subjectOf, type Copy } from './mailing-mail.ts'

/** One question of an ask, in the words that `questionWording` keeps as proof, with the token of its `ask` link. */
export interface AskedPurpose {
  texts: PurposeTexts
  askToken: string
  /** A renewal: the day on which the yes that stands ends by itself. */
  endsOn?: Date
}

/**
 * A mail that asks for consent: each question by itself, in the exact words that are kept, yes and no alike in size
 * (EDPB 03/2022), and "stop asking". The buttons open a page: pressing a link in a mail answers nothing (L2).
 */
export function composeAsk(copy: Copy, purposes: readonly AskedPurpose[]): Mail {
  const { company, language, words, values } = copy
  const choices = customerUrl(company.publicUrl, 'choices', copy.stopToken)
  const blocks: Block[] = [
    ...words.body,
    ...purposes.flatMap((one) => questionBlocks(copy, one)),
    paragraph(link(t(language, 'messages.ask.stop'), `${choices}#stop-asking`)),
    { type: 'line' },
    paragraph(t(language, purposes.some((one) => one.endsOn) ? 'messages.ask.why-renewal' : 'messages.ask.why', { company: company.controller.name })),
    paragraph(link(t(language, 'messages.choices'), choices)),
    ...smallPrint(copy),
  ]
  return mail('ask', language, subjectOf(copy), blocks, values, unsubscribeHeaders(company, copy.stopToken))
}

function questionBlocks({ company, language }: Copy, { texts, askToken, endsOn }: AskedPurpose): Block[] {
  const page = customerUrl(company.publicUrl, 'question', askToken)
  return [
    heading(texts.name),
    paragraph(texts.description),
    ...(endsOn ? [paragraph(t(language, 'messages.ask.ends-on', { day: dayIn(language, endsOn) }))] : []),
    ...(texts.question === undefined ? [] : [paragraph(texts.question)]),
    ...(texts.ifYes === undefined ? [] : [paragraph(t(language, 'messages.ask.if-yes', { words: texts.ifYes }))]),
    ...(texts.ifNo === undefined ? [] : [paragraph(t(language, 'messages.ask.if-no', { words: texts.ifNo }))]),
    { type: 'button', label: t(language, 'messages.ask.yes', { purpose: texts.name }), href: `${page}#yes` },
    { type: 'button', label: t(language, 'messages.ask.no', { purpose: texts.name }), href: `${page}#no` },
  ]
}

function dayIn(language: Copy['language'], at: Date): string {
  return writtenDay(language, at, 'Europe/Stockholm')
}
