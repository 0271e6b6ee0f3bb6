import { answerDoorRequests } from '../../access/answer-door-requests.ts'
import { codeOf } from '../../messages/mail-secret.ts'
import { sendServiceMail } from '../../messages/send-service-mail.ts'
import type { House } from '../house.ts'

/** Looks into who asked to be let in and queues their codes; true when there was somebody. Run by the clock, never by the answer (AU-02). */
export async function answerFrontDoor(house: Pick<House, 'database' | 'keeper'>): Promise<boolean> {
  const { tokens } = house.keeper.keys
  return house.database.write(async (tx) => {
    const letters = await answerDoorRequests(tx, tokens, (requestId) => codeOf(tokens, requestId))
    await sendServiceMail(tx, letters.map((letter) => ({ ...letter, kind: 'code' as const })))
    return letters.length > 0
  })
}
