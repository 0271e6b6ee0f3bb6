import { html } from 'hono/html'
import type { DueQuestion } from '../../entrance/find-due-question.ts'
import { t } from '../../values/text.ts'
import { goTo, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { OWN } from './for-customers.ts'

/** The one question that may stand where the person is anyway, apart from the rest and after it; it is answered where the exact words are. */
export function dueQuestionPart(reader: Reader, { purpose, channel }: DueQuestion): Html {
  const { name, question, ifNo } = purpose.texts[reader.language]
  return html`<h2>${question}</h2><p class="small">${name}, ${t(reader.language, `law.channel.${channel}`)}. ${ifNo}</p>${goTo(OWN.choice(purpose.key), say(reader, 'paper.answer'))}`
}
