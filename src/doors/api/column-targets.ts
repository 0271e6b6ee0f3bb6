import { IMPORT_FIELDS } from '../../imports/import-field.ts'
import type { PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { t, type Language } from '../../values/text.ts'
import type { ColumnTarget } from './imports-resource.ts'

/** Channels a file may hold answers for. */
const ANSWERED: readonly string[] = ['email', 'sms', 'phone', 'letter']
const ANSWERS: readonly string[] = ['consent', 'objection']

/** Everything a column can become: values first, then answers by purpose and channel. */
export function columnTargets(language: Language, catalogue: PublishedCatalogue): ColumnTarget[] {
  const own = catalogue.fields.filter((field) => !field.inferred && field.type !== 'address' && field.type !== 'file').map((field) => field.key)
  const values = [...new Set([...IMPORT_FIELDS.filter((field) => !ANSWERS.includes(field)), ...own])]
  const answers = catalogue.purposes.filter((purpose) => purpose.kind === 'marketing').flatMap((purpose) =>
    purpose.channels.filter((channel) => ANSWERED.includes(channel)).flatMap((channel) => ANSWERS.map((answer) => `${answer}:${purpose.key}:${channel}`)))
  return [...values, 'objection', ...answers].map((target) => ({ target, label: targetLabel(language, target, catalogue) }))
}

/** The name of a target; also of one that leaves the purpose open, as it is proposed. */
export function targetLabel(language: Language, target: string, catalogue: PublishedCatalogue): string {
  const [field = '', purpose, channel] = target.split(':')
  if (ANSWERS.includes(field)) {
    const name = catalogue.purposes.find((each) => each.key === purpose)?.texts[language].name
    if (!name) return t(language, field === 'consent' ? 'api.target.consent-unsaid' : 'api.target.objection-all')
    return t(language, `api.target.${field}`, { purpose: name, channel: t(language, channel ? `law.channel.${channel}` : 'api.all-channels') })
  }
  const known = catalogue.fields.find((each) => each.key === field)
  return known ? known.texts[language].name : t(language, `api.target.${field}`)
}
