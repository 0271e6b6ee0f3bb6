import type { Keeper } from '../keeper/keeper.ts'
import { selectPeopleAfter } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectFirstAdministrator } from '../staff/staff.sql.ts'
import { answerTicket } from '../tickets/answer-ticket.ts'
import { beginTicket } from '../tickets/begin-ticket.ts'
import { upsertCannedAnswer } from '../tickets/service-levels.sql.ts'
import { newId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { demoPersonId } from './cast.ts'
import { FIRST_INVENTED } from './invent-people.ts'

/** What people ask: how many days ago, on the telephone or their page, and what was answered; one asks by their rights without saying so. */
const QUESTIONS = [
  { daysAgo: 1, source: 'page', subject: 'Markisen fastnar', words: 'Hej! Markisen fastnar halvvägs när den ska in. Kan någon titta på den?' },
  { daysAgo: 2, source: 'page', subject: 'En undran', words: 'Hej! Jag vill veta vilka uppgifter ni har om mig. Mvh' },
  { daysAgo: 3, source: 'phone', subject: 'Reservdel till kajak', words: 'Undrar om rodret går att beställa löst.', answer: 'Det gör det. Det kostar 450 kronor och kommer på en vecka.' },
  { daysAgo: 5, source: 'phone', subject: 'Ändra leveransdag', words: 'Kan inte ta emot på torsdag, vill ha det på fredag i stället.', answer: 'Vi kommer på fredag mellan 9 och 12.', isSolved: true },
  { daysAgo: 6, source: 'page', subject: 'Färg på dynor', words: 'Finns dynorna i grönt?', answer: 'Ja, från april.', isSolved: true },
] as const

/** Lets some people of the demo company ask something, and some be answered. */
export async function askQuestions(tx: Tx, keeper: Keeper, today: Date): Promise<void> {
  const colleague = await selectFirstAdministrator(tx)
  if (!colleague) return
  const { staffId } = colleague
  const people = await selectPeopleAfter(tx, demoPersonId(FIRST_INVENTED - 1), QUESTIONS.length)
  for (const [place, one] of QUESTIONS.entries()) {
    const personId = people[place]
    if (!personId) return
    const by = one.source === 'phone' ? { kind: 'staff' as const, id: staffId } : { kind: 'person' as const, id: personId }
    const ticket = await beginTicket({ ...tx, now: daysLater(today, -one.daysAgo) }, keeper, { of: { personId, who: 'known' }, source: one.source, subject: one.subject, words: one.words, language: 'sv', by })
    if (!('answer' in one)) continue
    await answerTicket({ ...tx, now: daysLater(today, -one.daysAgo + 0.5) }, keeper, personId, ticket.ticketId, { words: one.answer, after: ticket.lastLineId, state: 'isSolved' in one ? 'solved' : 'waiting', by: staffId, language: 'sv', reason: undefined })
  }
  await upsertCannedAnswer(tx, { answerId: newId(tx.now), name: 'Öppettider', texts: { sv: 'Vi har öppet vardagar 8–17.', nb: 'Vi har åpent på hverdager 8–17.', en: 'We are open on weekdays from 8 to 17.' } }, staffId)
}
