import { useMemo } from 'react'
import type { PublishedField } from '@api/catalogue-resource.ts'
import type { FieldKind, ListField } from '../lists/list-fields.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import type { Language, TextKey } from '../texts.ts'

const KIND: Partial<Record<PublishedField['type'], FieldKind>> = { text: 'text', choice: 'choice', list: 'list', date: 'date', amount: 'amount', number: 'amount', 'yes-no': 'yes-no', email: 'contact', phone: 'contact', address: 'contact' }
const SORTED: readonly PublishedField['type'][] = ['text', 'choice', 'date', 'amount', 'number', 'yes-no']
const optionsOf = (options: PublishedField['checks']['options'], language: Language) => (options ? { options: options.map(({ key, texts }) => ({ key, label: texts[language] })) } : {})
const CAPACITIES = ['consumer', 'sole-trader', 'role'] as const

/** What a list of people can show, filter and be ordered by: the fields of the catalogue that one may see, and what is known of each person beside. */
export function usePeopleFields(): { fields: ListField[]; isReady: boolean } {
  const { t, language, word } = useTexts()
  const catalogue = useCatalogue()
  return useMemo(() => {
    const held: ListField[] = catalogue.fields.flatMap(({ key, type, sensitive, texts, checks }) => {
      const kind = KIND[type]
      return kind === undefined || sensitive ? [] : [{ key, label: texts[language].name, kind, ...optionsOf(checks.options, language), column: true, filter: true, sorts: SORTED.includes(type) }]
    })
    const purposes = catalogue.purposes.map(({ key }) => ({ key, label: catalogue.nameOf(key) }))
    const reachable = catalogue.purposes.flatMap(({ key, channels }) => channels.filter((channel) => channel !== 'none').map((channel) => ({ key: `${key} ${channel}`, label: `${catalogue.nameOf(key)}, ${word('channel', channel)}` })))
    return {
      isReady: catalogue.isReady,
      fields: [
        { key: 'reachable', label: t('people.reachable'), kind: 'one-of', options: reachable, column: false, filter: true, sorts: false },
        { key: 'purpose', label: t('people.held-for'), kind: 'one-of', options: purposes, column: true, filter: true, sorts: false },
        ...held,
        { key: 'country', label: t('people.country'), kind: 'choice', column: true, filter: true, sorts: true },
        { key: 'capacity', label: t('people.capacity'), kind: 'one-of', options: CAPACITIES.map((key) => ({ key, label: t(`capacity.${key}` as TextKey) })), column: true, filter: true, sorts: false },
      ],
    }
  }, [catalogue, language, t, word])
}
