import type { Channel } from '../law/channel.ts'
import { t, type Language } from '../values/text.ts'
import type { Purpose } from './purpose.ts'
import { wording, type Wording } from './wording.ts'

/**
 * What is read out to somebody on the telephone before they answer about a purpose through a channel: what for, how, the
 * question, what follows from either answer, and that a yes can be taken back (GDPR art. 4(11), 7(3)). Undefined where
 * there is nothing to ask. Its hash names these very words, in this language and version.
 */
export function phoneScript(purpose: Pick<Purpose, 'texts'>, channel: Channel, language: Language): Wording | undefined {
  const { name, description, question, ifYes, ifNo } = purpose.texts[language]
  if (question === undefined) return undefined
  const by = channel === 'none' ? undefined : t(language, 'purposes.script.by', { channel: t(language, `law.channel.${channel}`) })
  const answers = [['script.if-yes', ifYes], ['script.if-no', ifNo]].flatMap(([key, words]) => (words === undefined ? [] : [t(language, `purposes.${key!}`, { words })]))
  return wording(language, [`${name}.`, description, question, by, ...answers, t(language, 'purposes.script.back')].filter((line) => line !== undefined).join('\n'))
}
