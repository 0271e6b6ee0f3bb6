import { NO_KINDS, type Choice } from './choice.ts'
import { ALL, choiceKey, effectiveChoice, isNo, type Standing } from './standing.ts'

/**
 * The noes among these that would change something: saying no twice is one no, so that a mail program that tries again,
 * or a link that is pressed every day, does not fill the ledger.
 */
export function stillToSay(noes: readonly Choice[], standing: Standing): Choice[] {
  return noes.filter((no) => !NO_KINDS.includes(no.kind) || !stands(no, standing))
}

function stands(no: Choice, standing: Standing): boolean {
  if (no.kind === 'stop-asking') return standing.stopAskingSince !== null
  if (no.kind === 'restricted') return false
  if (no.purpose && no.channel) {
    // Whether a wider no to marketing reaches this purpose is not known here, so only its own noes count.
    const choice = effectiveChoice(standing, no.purpose, no.channel, false)
    return choice !== undefined && isNo(choice.state)
  }
  const own = standing.choices.get(choiceKey(no.purpose ?? ALL, no.channel ?? ALL))
  if (!own || !isNo(own.state)) return false
  return ![...standing.choices.values()].some((choice) =>
    choice.seq > own.seq && (choice.state === 'given' || choice.state === 'unconfirmed') &&
    (no.purpose === null || choice.purpose === no.purpose) && (no.channel === null || choice.channel === no.channel))
}
