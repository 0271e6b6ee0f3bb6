import { languageOf, type Language } from './text.ts'

/** In which language somebody is written to: their own where it is held and we have it, or else that of the company's country. */
export function writtenLanguage(own: unknown, companyCountry: string): Language {
  return (typeof own === 'string' ? languageOf(own) : undefined) ?? (companyCountry === 'NO' ? 'nb' : 'sv')
}
