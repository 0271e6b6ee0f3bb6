import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { readAnswersIn } from './api.ts'
import { closestLanguage, createTexts, LANGUAGES, type Catalogue, type Language, type Texts } from './texts.ts'

const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  sv: () => import('./texts/sv.json'),
  nb: () => import('./texts/nb.json'),
  en: () => import('./texts/en.json'),
}
/** What only some rooms say comes with them, so that it weighs on no first screen. */
const MORE = {
  rights: { sv: () => import('./texts/rights/sv.json'), nb: () => import('./texts/rights/nb.json'), en: () => import('./texts/rights/en.json') },
  invoices: { sv: () => import('./texts/invoices/sv.json'), nb: () => import('./texts/invoices/nb.json'), en: () => import('./texts/invoices/en.json') },
  payments: { sv: () => import('./texts/payments/sv.json'), nb: () => import('./texts/payments/nb.json'), en: () => import('./texts/payments/en.json') },
  billing: { sv: () => import('./texts/billing/sv.json'), nb: () => import('./texts/billing/nb.json'), en: () => import('./texts/billing/en.json') },
  house: { sv: () => import('./texts/house/sv.json'), nb: () => import('./texts/house/nb.json'), en: () => import('./texts/house/en.json') },
  answers: { sv: () => import('./texts/answers/sv.json'), nb: () => import('./texts/answers/nb.json'), en: () => import('./texts/answers/en.json') },
  duplicates: { sv: () => import('./texts/duplicates/sv.json'), nb: () => import('./texts/duplicates/nb.json'), en: () => import('./texts/duplicates/en.json') },
  slips: { sv: () => import('./texts/slips/sv.json'), nb: () => import('./texts/slips/nb.json'), en: () => import('./texts/slips/en.json') },
  decorating: { sv: () => import('./texts/decorating/sv.json'), nb: () => import('./texts/decorating/nb.json'), en: () => import('./texts/decorating/en.json') },
  'e-invoices': { sv: () => import('./texts/e-invoices/sv.json'), nb: () => import('./texts/e-invoices/nb.json'), en: () => import('./texts/e-invoices/en.json') },
  activities: { sv: () => import('./texts/activities/sv.json'), nb: () => import('./texts/activities/nb.json'), en: () => import('./texts/activities/en.json') },
  fields: { sv: () => import('./texts/fields/sv.json'), nb: () => import('./texts/fields/nb.json'), en: () => import('./texts/fields/en.json') },
  leads: { sv: () => import('./texts/leads/sv.json'), nb: () => import('./texts/leads/nb.json'), en: () => import('./texts/leads/en.json') },
  deals: { sv: () => import('./texts/deals/sv.json'), nb: () => import('./texts/deals/nb.json'), en: () => import('./texts/deals/en.json') },
  quotes: { sv: () => import('./texts/quotes/sv.json'), nb: () => import('./texts/quotes/nb.json'), en: () => import('./texts/quotes/en.json') },
  tickets: { sv: () => import('./texts/tickets/sv.json'), nb: () => import('./texts/tickets/nb.json'), en: () => import('./texts/tickets/en.json') },
  notes: { sv: () => import('./texts/notes/sv.json'), nb: () => import('./texts/notes/nb.json'), en: () => import('./texts/notes/en.json') },
  incoming: { sv: () => import('./texts/incoming/sv.json'), nb: () => import('./texts/incoming/nb.json'), en: () => import('./texts/incoming/en.json') },
  companies: { sv: () => import('./texts/companies/sv.json'), nb: () => import('./texts/companies/nb.json'), en: () => import('./texts/companies/en.json') },
  correspondence: { sv: () => import('./texts/correspondence/sv.json'), nb: () => import('./texts/correspondence/nb.json'), en: () => import('./texts/correspondence/en.json') },
  mailings: { sv: () => import('./texts/mailings/sv.json'), nb: () => import('./texts/mailings/nb.json'), en: () => import('./texts/mailings/en.json') },
  delivery: { sv: () => import('./texts/delivery/sv.json'), nb: () => import('./texts/delivery/nb.json'), en: () => import('./texts/delivery/en.json') },
  insight: { sv: () => import('./texts/insight/sv.json'), nb: () => import('./texts/insight/nb.json'), en: () => import('./texts/insight/en.json') },
  account: { sv: () => import('./texts/account/sv.json'), nb: () => import('./texts/account/nb.json'), en: () => import('./texts/account/en.json') },
  person: { sv: () => import('./texts/person/sv.json'), nb: () => import('./texts/person/nb.json'), en: () => import('./texts/person/en.json') },
  'mass-changes': { sv: () => import('./texts/mass-changes/sv.json'), nb: () => import('./texts/mass-changes/nb.json'), en: () => import('./texts/mass-changes/en.json') },
  search: { sv: () => import('./texts/search/sv.json'), nb: () => import('./texts/search/nb.json'), en: () => import('./texts/search/en.json') },
} satisfies Record<string, Record<Language, () => Promise<{ default: Catalogue }>>>
export type TextPart = keyof typeof MORE
const wanted = new Set<TextPart>()
const known = new Map<Language, Catalogue>()
const REMEMBERED = 'tillit.language'

interface LanguageChoice extends Texts {
  choose(language: Language): void
}
const LanguageContext = createContext<LanguageChoice | null>(null)

/** The words of the screen, in the language chosen now. */
export function useTexts(): LanguageChoice {
  const texts = use(LanguageContext)
  if (!texts) throw new Error('useTexts stands outside LanguageProvider')
  return texts
}

/** The language remembered in this browser, else the closest the browser asks for, with its catalogue. */
export async function firstTexts(): Promise<Texts> {
  const remembered = LANGUAGES.find((language) => language === localStorage.getItem(REMEMBERED))
  return textsIn(remembered ?? closestLanguage(navigator.languages))
}

async function textsIn(language: Language): Promise<Texts> {
  const words = known.get(language) ?? { ...(await CATALOGUES[language]()).default }
  known.set(language, words)
  await Promise.all([...wanted].map((part) => addTo(words, part, language)))
  return createTexts(language, words)
}

/** Fetches the words of a part of the rooms, for each language in use, before the room is drawn. */
export async function withTexts(part: TextPart): Promise<void> {
  wanted.add(part)
  await Promise.all([...known].map(([language, words]) => addTo(words, part, language)))
}

async function addTo(words: Catalogue, part: TextPart, language: Language): Promise<void> {
  Object.assign(words, (await MORE[part][language]()).default)
}

/** Gives all below it the words of one language; `onChange` runs after a switch, for what the server has put in words. */
export function LanguageProvider({ first, onChange, children }: { first: Texts; onChange: () => void; children: ReactNode }) {
  const [texts, setTexts] = useState(first)

  useEffect(() => {
    document.documentElement.lang = texts.language
  }, [texts])

  const value = useMemo<LanguageChoice>(() => {
    const switchTo = async (language: Language) => {
      const next = await textsIn(language)
      readAnswersIn(language)
      setTexts(next)
      onChange()
    }
    return {
      ...texts,
      choose(language) {
        localStorage.setItem(REMEMBERED, language)
        void switchTo(language)
      },
    }
  }, [texts, onChange])
  return (
    <LanguageContext value={value}>
      <I18nProvider locale={texts.locale}>{children}</I18nProvider>
    </LanguageContext>
  )
}
