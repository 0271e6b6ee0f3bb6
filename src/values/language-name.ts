import { fault, type Fault } from './fault.ts'
import { searchKey } from './search-key.ts'
import { LANGUAGES, languageOf, type Language } from './text.ts'

const TAG = /^[a-z]{2}(?:[-_][a-z0-9]+)*$/

/** Norwegian without further word is Bokmål here; Nynorsk readers get it too, as the nearest we write. */
const NAMES = new Map<string, Language>([['norsk', 'nb'], ['norska', 'nb'], ['norwegian', 'nb'], ['bokmal', 'nb'], ['nynorsk', 'nb'], ['swe', 'sv'], ['nor', 'nb'], ['nob', 'nb'], ['nno', 'nb'], ['eng', 'en']])
for (const reader of LANGUAGES) {
  const names = new Intl.DisplayNames(reader, { type: 'language' })
  for (const language of LANGUAGES) NAMES.set(searchKey(names.of(language)!), language)
}

/** The reader's language from a tag (`sv-SE`), a code or its name in one of our languages. */
export function parseLanguage(text: string): Language | Fault<'language-unknown'> {
  const key = searchKey(text)
  return NAMES.get(key) ?? (TAG.test(key) ? languageOf(key) : undefined) ?? fault('language-unknown')
}
