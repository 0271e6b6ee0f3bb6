import { Hono } from 'hono'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { t, type Language } from '../../values/text.ts'
import { forReaders, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { questionPage } from '../public/question-link.ts'

/** Where staff see the page that a question in a mail leads to. */
export function questionPreviewPath(purpose: string, language: Language): string {
  return `/question-previews/${purpose}?lang=${language}`
}

/** The question as its page shows it; there is nobody whose answer could be recorded. */
export function questionPreviewDoor(house: House): Hono<ReaderEnv> {
  const door = new Hono<ReaderEnv>()
  door.get('/question-previews/:purpose', forReaders(house), async (c) => {
    const { purposes } = await house.database.read(selectCatalogue)
    const purpose = purposes.find((one) => one.key === c.req.param('purpose') && one.texts.sv.question)
    if (!purpose) throw new Problem('not-found', { text: 'api.purpose-unknown' })
    const { language } = c.get('reader')
    return c.html(questionPage(c.get('reader'), c.req.path, purpose, t(language, 'staff.question-preview')))
  })
  return door
}
