import { startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { Line, post } from './load.ts'
import { quantile, told, within, type Figure } from './measure.ts'
import { ensureAnswers } from './memory.ts'
import { withdrawal } from './measure-record.ts'
import { makeKey, peopleWhoSaid, untilFromMemory } from './people-at-hand.ts'

const WITHDRAWALS = 300
const LIMIT_MS = 50
const GIVE_UP_MS = 5_000

/** From a no that is said at one copy until the other copy says no. */
export async function measureEffect(desk: Desk): Promise<Figure[]> {
  await ensureAnswers(desk)
  const people = await peopleWhoSaid(desk, 'given', WITHDRAWALS)
  const key = await makeKey(desk)
  const [a, b] = [await startCopy(desk.environment), await startCopy(desk.environment)]
  try {
    const [atA, atB] = [await Line.open(a.port), await Line.open(b.port)]
    const question = (person: string): Buffer => post('/api/v1/decisions', { questions: [{ person, purpose: 'news', channel: 'email', use: 'send' }] }, [`authorization: Bearer ${key}`])
    await untilFromMemory(atB, () => question(people[0]!))
    const allowed = async (person: string): Promise<boolean> => {
      const answer = await atB.ask(question(person))
      return (JSON.parse(answer) as { decisions: { allowed: boolean }[] }).decisions[0]!.allowed
    }
    const [fromSaying, fromAnswer] = [[] as number[], [] as number[]]
    let late = 0
    for (const person of people) {
      if (!(await allowed(person))) continue
      const said = performance.now()
      await atA.ask(withdrawal(person, key))
      const answered = performance.now()
      let asked = 0
      while ((await allowed(person)) && performance.now() - answered < GIVE_UP_MS) asked += 1
      if (asked > 0) late += 1
      fromSaying.push(performance.now() - said)
      fromAnswer.push(performance.now() - answered)
    }
    atA.close()
    atB.close()
    const p99 = (values: number[]) => quantile(values.toSorted((one, other) => one - other), 0.99)
    const size = desk.register.size
    return [
      within(LIMIT_MS, { name: 'withdrawal to effect on the other copy, p99', unit: 'ms', people: size, value: p99(fromSaying), note: `${fromSaying.length} withdrawals, from sending it at A until B answers no; ${late} times B still said yes to a question that was put after A had answered` }),
      told({ name: 'the same from the answer on, p99', unit: 'ms', people: size, value: p99(fromAnswer) }),
    ]
  } finally {
    await Promise.all([a.stop(), b.stop()])
  }
}
