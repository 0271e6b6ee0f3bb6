import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { readAnswersIn } from './api.ts'
import { closestLanguage, createTexts, LANGUAGES, type Catalogue, type Language, type Texts } from './texts.ts'

const CATALOGUES: Record<Language, () => Promise<{ default: Catalogue }>> = {
  sv: () => import('./texts/sv.json'),
  nb: () => import('./texts/nb.json'),
  en: () => import('./texts/en.json'),
}
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

/** The words of any one language, for texts that are to be written in it. */
export async function textsIn(language: Language): Promise<Texts> {
  const { default: catalogue } = await CATALOGUES[language]()
  return createTexts(language, catalogue)
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
