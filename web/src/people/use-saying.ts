import { useNavigate } from 'react-router'
import type { NewChoice } from '@api/choices-resource.ts'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { announce, announceBefore } from '../ui/toast.tsx'
import { keyOf } from './answers.ts'
import { recordChoices } from './people-queries.ts'
import { dropSaying, keepSaying, type Saying } from './unsaid.ts'

/**
 * Records what a person says, some seconds after it was saved: a no cannot be taken back by us (rule D9), so a slip of
 * the hand has to be caught before. Called off or refused, all that was written stands in the form again.
 */
export function useSaying(person: Pick<Person, 'id' | 'name'>) {
  const { t } = useTexts()
  const navigate = useNavigate()

  const takeUpAgain = (saying: Saying) => {
    keepSaying(person.id, saying)
    void navigate(links.person(person.id, true))
  }
  const record = async (saying: Saying, choices: NewChoice[]) => {
    try {
      const { recorded, refused, inFlight } = await recordChoices(person.id, choices)
      const seq = recorded[0]?.seq
      if (seq !== undefined) announce({ text: t(inFlight ? 'record.in-flight' : 'record.done', { name: person.name }), action: { label: t('timeline.receipt'), run: () => window.open(links.receipt(person.id, seq)) } })
      // What was recorded stands; what was not comes back, with the reason beside it.
      if (refused.length > 0) takeUpAgain({ ...saying, answers: onlyThose(saying, choices, refused), wide: recorded.length > 0 ? [] : saying.wide, refused })
    } catch (error) {
      takeUpAgain({ ...saying, error: error as Error })
    }
  }
  return (saying: Saying, choices: NewChoice[]) => {
    dropSaying(person.id)
    announceBefore({ text: t('record.about-to', { name: person.name }), undo: t('ui.undo'), act: () => void record(saying, choices), calledOff: () => takeUpAgain(saying) })
  }
}

function onlyThose({ answers }: Saying, choices: readonly NewChoice[], refused: readonly { choice: number }[]) {
  const keys = new Set(refused.map(({ choice }) => keyOf(choices[choice] ?? {})))
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key)))
}
