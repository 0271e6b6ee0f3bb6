import type { PersonDecision } from '../../decisions/decide-for.ts'
import type { Question } from '../../decisions/question.ts'
import type { Channel } from '../../law/channel.ts'
import { lives } from '../../people/ground.ts'
import type { PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import type { PersonView } from '../../rights/show-person.ts'
import type { Language } from '../../values/text.ts'
import { decisionInWords } from './decisions-routes.ts'
import type { ReachOnChannel } from './person-resource.ts'

/** How a colleague reaches somebody. */
const CHANNELS = ['email', 'sms', 'phone', 'letter'] as const satisfies readonly Channel[]
/** Purposes whose messages people expect of whom they deal with, the nearest first; then the company's own. */
const NEAREST = ['contract', 'service', 'membership', 'trial', 'prospects']

/** What the gate is asked so that it can be told whether somebody is reached about what they have with us. */
export function serviceQuestions(view: PersonView, now: Date): Question[] {
  return servicePurposes(view, now).flatMap(({ key, channels }) => CHANNELS.filter((channel) => channels.includes(channel)).map((channel) => ({ purpose: key, channel, use: 'send' as const })))
}

/** What may reach the person through each channel, and why not where nothing may. */
export function reachAnswer(language: Language, { view, decisions, now }: { view: PersonView; decisions: readonly PersonDecision[]; now: Date }): ReachOnChannel[] {
  const services = servicePurposes(view, now)
  return CHANNELS.map((channel) => {
    const of = (purpose: string) => decisions.find(({ question }) => question.purpose === purpose && question.channel === channel)
    const service = services.flatMap(({ key }) => of(key) ?? [])
    const told = service.find(({ allowed }) => allowed) ?? service[0]
    const marketing = view.choices.filter(({ purpose }) => purpose.kind === 'marketing').flatMap(({ purpose, channels }) => {
      const [decision, choice] = [of(purpose.key), channels.find((one) => one.channel === channel)?.choice]
      return decision ? [{ purpose, decision, choice }] : []
    })
    const offers = marketing.filter(({ decision }) => decision.allowed)
    const refusal = offers.length === 0 ? mostTold(marketing.map(({ decision }) => decision)) : undefined
    return {
      channel,
      service: told ? { ...verdict(language, told), label: view.catalogue.purposes.find(({ key }) => key === told.question.purpose)!.texts[language].name } : null,
      offers: offers.map(({ purpose, choice }) => ({ purpose: purpose.key, label: purpose.texts[language].name, frequency: choice?.frequency ?? null })),
      why: refusal ? verdict(language, refusal) : null,
    }
  })
}

function servicePurposes(view: PersonView, now: Date): PublishedPurpose[] {
  const living = new Set(view.grounds.filter((ground) => lives(ground, now)).map(({ purpose }) => purpose))
  const place = ({ key }: PublishedPurpose) => (NEAREST.includes(key) ? NEAREST.indexOf(key) : NEAREST.length)
  return view.catalogue.purposes.filter(({ key, kind }) => kind === 'service' && living.has(key)).toSorted((a, b) => place(a) - place(b))
}

/** The reason that most of them share. */
function mostTold(refusals: readonly PersonDecision[]): PersonDecision | undefined {
  const byRule = [...Map.groupBy(refusals, ({ rule }) => rule).values()]
  return byRule.toSorted((a, b) => b.length - a.length)[0]?.[0]
}

function verdict(language: Language, decision: PersonDecision) {
  return { allowed: decision.allowed, rule: decision.rule, sentence: decisionInWords(language, decision).sentence }
}
