import { html } from 'hono/html'
import { FREQUENCIES } from '../purposes/frequency.ts'
import { t } from '../values/text.ts'
import { say } from './customer-page.ts'
import type { Reader } from './customer-reader.ts'
import type { Html } from './page.ts'

/** How often the person wants to hear of something; as it comes unless they wish otherwise. `keep`: they have said so before, and it stays unless they choose. */
export function frequencyChoice(reader: Reader, name: string, chosen: string | null, keep = false): Html {
  const now = keep ? '' : (chosen ?? 'as-it-comes')
  return html`<label for="${name}">${say(reader, 'often')}</label>
<select id="${name}" name="${name}">${keep ? html`<option value="" selected>${say(reader, 'often.as-before')}</option>` : ''}${Object.keys(FREQUENCIES).map((each) => html`<option value="${each}"${each === now ? html` selected` : ''}>${t(reader.language, `purposes.frequency.${each}`)}</option>`)}</select>`
}

/** What was chosen; null, which is no wish, for anything else. */
export function wishedFrequency(text: string | null): string | null {
  return text !== null && Object.hasOwn(FREQUENCIES, text) ? text : null
}
