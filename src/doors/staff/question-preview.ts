import { Hono } from 'hono'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { t, type Language } from '../../values/text.ts'
import { forReaders, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { questionPage } from '../public/question-link.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { SEE_AS_IN_ADDRESS } from './recognise-staff.ts'

/** Where staff see the page that a question in a mail leads to: through the same role as the mail, if they look through one. */
export function questionPreviewPath(purpose: string, language: Language, seenBy: StaffActor): string {
  const through = seenBy.kind === 'staff' ? seenBy.seeAs : null
  return `/question-previews/${purpose}?${new URLSearchParams({ lang: language, ...(through && { [SEE_AS_IN_ADDRESS]: through.key }) })}`
}

/** The question as its page shows it; there is nobody whose answer could be recorded. */
export function questionPreviewDoor(house: House): Hono<ReaderEnv> {
  const door = new Hono<ReaderEnv>()
  door.get('/question-previews/:purpose', forReaders(house), async (c) => {
    const { purposes } = await house.database.read(selectCatalogue)
    const purpose = purposes.find((one) => one.key === c.req.param('purpose') && one.texts.sv.question)
    if (!purpose) throw new Problem('not-found', { text: 'api.purpose-unknown' })
    const { language } = c.get('reader')
    const through = c.req.query(SEE_AS_IN_ADDRESS)
    // The other languages are looked at through the same role.
    const path = through === undefined ? c.req.path : `${c.req.path}?${new URLSearchParams({ [SEE_AS_IN_ADDRESS]: through })}`
    return c.html(questionPage(c.get('reader'), path, purpose, t(language, 'staff.question-preview')))
  })
  return door
}
