import type { Hono } from 'hono'
import { html } from 'hono/html'
import { confirmByLink } from '../../access/confirm-by-link.ts'
import { linkMayMore } from '../../access/link.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { wording } from '../../purposes/wording.ts'
import { smallForm } from '../customer-failure.ts'
import { mailWhatWasSaid } from '../customer-mail.ts'
import { customerPage, goTo, listOf, markedFormTo, say, sayingPage } from '../customer-page.ts'
import { forReaders, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { FRONT_DOOR } from './front-door.ts'
import { readLink, type LinkReading } from './link-reading.ts'

const CONFIRMATION = `${CUSTOMER_PATHS.confirmation}/:token`

/** The second step of a double opt-in: a page with one button. */
export function addConfirmationLink(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(CONFIRMATION, readers, async (c) => {
    const reading = await readLink(c, house, 'confirm')
    if (reading.link.usedAt || !linkMayMore(reading.link, reading.now)) return c.html(overPage(reading), 410)
    return c.html(confirmPage(reading, c.req.path))
  })

  door.post(CONFIRMATION, readers, smallForm, async (c) => {
    await markedForm(c, house)
    const reading = await readLink(c, house, 'confirm')
    const { reader, link, token } = reading
    const pressed = { language: reader.language, wording: wording(reader.language, confirmWords(reading).join('\n')) }
    const confirmed = await house.database.write(async (tx) => {
      const recording = await confirmByLink(tx, house.keeper, token, link, pressed)
      if (recording) await mailWhatWasSaid(tx, { ...link, language: reader.language }, recording)
      return recording !== undefined
    })
    if (!confirmed) return c.html(overPage(reading), 410)
    return c.html(sayingPage(reader, 'confirm.done', {}, goTo(FRONT_DOOR, say(reader, 'your-page'))))
  })
}

function confirmPage(reading: LinkReading, path: string): Html {
  const { reader } = reading
  const [title, ...lines] = confirmWords(reading)
  return customerPage(reader, {
    title: title!, path,
    content: html`${lines.map((line) => html`<p>${line}</p>`)}${markedFormTo(reader, path, html`<p><button>${say(reader, 'confirm.button')}</button></p>`)}<p class="small">${say(reader, 'confirm.not-you')}</p>`,
  })
}

/** What the page says before the button is pressed; kept with the confirmation. */
function confirmWords({ reader, link, catalogue }: LinkReading): string[] {
  const purposes = catalogue.purposes.filter((one) => link.purposes.includes(one.key))
  const names = listOf(reader, purposes.map((one) => one.texts[reader.language].name))
  return [say(reader, 'confirm.title'), say(reader, 'confirm.lead', { company: reader.company, purposes: names })]
}

/** Used, too old, or overtaken by what was said since: nothing happens, and it doesn't tell which. */
function overPage({ reader, link }: LinkReading): Html {
  return sayingPage(reader, link.usedAt ? 'confirm.used' : 'confirm.over', {}, goTo(FRONT_DOOR, say(reader, 'your-page')))
}
