/** The six legal bases (art. 6(1)), and the soft opt-in (ePrivacy art. 13(2)), which is its own thing and no consent. */
export const BASES = ['consent', 'contract', 'legal-obligation', 'vital-interest', 'public-task', 'legitimate-interest', 'soft-opt-in'] as const
export type Basis = (typeof BASES)[number]

/** Articles that give a person a right. `7-3` withdraw, `13` `14` be told, `15` access, `16` rectify, `17` erase, `18` restrict, `20` port, `21` object, `21-2` object to direct marketing, `22` no automated decision, `77` complain. */
export type Right = '7-3' | '13' | '14' | '15' | '16' | '17' | '18' | '20' | '21' | '21-2' | '22' | '77'

interface BasisFacts {
  article: string
  rights: readonly Right[]
  /** What ends the use for good when the person says it. */
  endsBy: 'withdrawal' | 'objection' | 'nothing'
}

/** What follows from each basis. Soft opt-in is a legitimate interest under art. 13(2)'s conditions (C-654/23), so the rights of that basis. */
const BASIS_FACTS: Record<Basis, BasisFacts> = {
  consent: { article: '6(1)(a)', rights: ['13', '14', '15', '16', '17', '18', '20', '22', '7-3', '77'], endsBy: 'withdrawal' },
  contract: { article: '6(1)(b)', rights: ['13', '14', '15', '16', '17', '18', '20', '22', '77'], endsBy: 'nothing' },
  'legal-obligation': { article: '6(1)(c)', rights: ['13', '15', '16', '18', '77'], endsBy: 'nothing' },
  'vital-interest': { article: '6(1)(d)', rights: ['13', '14', '15', '16', '17', '18', '22', '77'], endsBy: 'nothing' },
  'public-task': { article: '6(1)(e)', rights: ['13', '14', '15', '16', '18', '21', '22', '77'], endsBy: 'objection' },
  'legitimate-interest': { article: '6(1)(f)', rights: ['13', '14', '15', '16', '17', '18', '21', '22', '77'], endsBy: 'objection' },
  'soft-opt-in': { article: 'ePrivacy 13(2)', rights: ['13', '14', '15', '16', '17', '18', '21', '22', '77'], endsBy: 'objection' },
}

/** The rights that go with a basis; art. 21(2) on top whenever the purpose is direct marketing, whatever the basis. */
export function rightsFor(basis: Basis, directMarketing: boolean): Right[] {
  const rights = [...BASIS_FACTS[basis].rights]
  if (directMarketing) rights.push('21-2')
  return rights
}

/** How the person ends a use that rests on this basis; direct marketing always ends by objection at the latest. */
export function endedBy(basis: Basis, directMarketing: boolean): 'withdrawal' | 'objection' | 'nothing' {
  const own = BASIS_FACTS[basis].endsBy
  return own === 'nothing' && directMarketing ? 'objection' : own
}
