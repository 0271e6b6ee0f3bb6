import type { Context, MiddlewareHandler } from 'hono'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { languageOf, type Language } from '../values/text.ts'
import { acceptedLanguage } from './accepted-language.ts'
import { languageCookie } from './customer-cookie.ts'
import type { DoorEnv } from './gate.ts'
import type { House } from './house.ts'
import { pageMarks } from './page-mark.ts'

const YEAR_SECONDS = 31_536_000

/** Who reads a customer page, as far as the page cares: in which language, of which company. */
export interface Reader {
  language: Language
  /** The reader has chosen the language here; it stands above the language of a mail or of the person's own wish. */
  chosen: boolean
  company: string
  /** Where to write to a human being. */
  email: string
  country: string | null
  demo: boolean
  markFor(action: string): string
}

export type ReaderEnv = { Variables: DoorEnv['Variables'] & { reader: Reader } }

/** Gives every page its reader. A language chosen by `?lang=` is kept in the browser, not with us. */
export function forReaders(house: House): MiddlewareHandler<ReaderEnv> {
  return async (c, next) => {
    const installation = await house.database.read(selectInstallation)
    const country = installation?.controller.country ?? null
    const chosen = chosenLanguage(c, house)
    c.set('reader', {
      language: chosen ?? acceptedLanguage(c.req.header('accept-language'), country === 'NO' ? 'nb' : 'sv'),
      chosen: chosen !== undefined,
      company: installation?.controller.name ?? '',
      email: installation?.controller.email ?? house.settings.mailFrom.address,
      country,
      demo: installation?.demo ?? false,
      markFor: pageMarks(c, house),
    })
    await next()
    // The address of a page may hold a token, and the page holds what is nobody else's business.
    c.header('referrer-policy', 'no-referrer')
    c.header('cache-control', 'no-store')
  }
}

/** The reader, who gets a mail's or a person's language unless another was chosen here. */
export function readerIn(reader: Reader, language: Language | null | undefined): Reader {
  return reader.chosen || !language ? reader : { ...reader, language }
}

function chosenLanguage(c: Context, house: House): Language | undefined {
  const asked = languageOf(c.req.query('lang') ?? '')
  if (asked) languageCookie.write(c, house.publicUrl, asked, YEAR_SECONDS)
  return asked ?? languageOf(languageCookie.read(c, house.publicUrl) ?? '')
}
