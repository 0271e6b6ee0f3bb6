/**
 * Numbers and addresses that belong to nobody: where there are series kept free for tests or drama they are taken, so that
 * nothing in a copy reaches anybody.
 */

/** Series that the Swedish authority keeps free for films and books (PTS): 100 each in four towns and, of mobile numbers, 95. Norway and others have none that we know of. */
const DRAMA_SERIES = [
  { from: 46_701_740_605, count: 95 }, { from: 46_313_900_600, count: 100 }, { from: 46_406_280_400, count: 100 }, { from: 46_846_500_400, count: 100 }, { from: 46_980_319_200, count: 100 },
] as const
const DRAMA_NUMBERS = DRAMA_SERIES.reduce((sum, one) => sum + one.count, 0)

/** Domains that can never be anybody's (RFC 2606). */
const RESERVED_DOMAINS = ['example.com', 'example.org', 'example.net', 'kund.test'] as const

/** E.164. There are 495: more people than that share them. */
export function testPhone(number: number): string {
  let at = number % DRAMA_NUMBERS
  for (const { from, count } of DRAMA_SERIES) {
    if (at < count) return `+${from + at}`
    at -= count
  }
  throw new RangeError('beyond the last series')
}

export function testAddress(given: string, family: string, number: number): string {
  return `${ascii(given)}.${ascii(family)}.${number}@${RESERVED_DOMAINS[number % RESERVED_DOMAINS.length]}`
}

/** A Swedish or Norwegian identity number with right check digits, of a series that is kept for tests; the Swedish form for other countries. */
export function testIdentityNumber(country: string | null, birthDate: string, number: number): string {
  return country === 'NO' ? norwegian(birthDate, number) : swedish(birthDate, number)
}

/** Skatteverket gives nobody the birth numbers from 980 to 999. */
function swedish(birthDate: string, number: number): string {
  const digits = birthDate.replaceAll('-', '') + String(980 + (number % 20))
  const sum = Array.from(digits.slice(2)).reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2]
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]

/** Skatteetaten adds 80 to the month of people who are made up. */
function norwegian(birthDate: string, number: number): string {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number]
  const start = `${two(day)}${two(month + 80)}${two(year % 100)}`
  // Some numbers have no check digit: then it is the next one's turn.
  for (let individual = (year >= 2000 ? 500 : 0) + (number % 400); ; individual++) {
    const nine = start + String(individual).padStart(3, '0')
    const first = check(nine, FIRST_WEIGHTS)
    const second = first === undefined ? undefined : check(nine + first, SECOND_WEIGHTS)
    if (second !== undefined) return `${nine}${first}${second}`
  }
}

function check(digits: string, weights: readonly number[]): number | undefined {
  const rest = [...digits].reduce((sum, digit, at) => sum + Number(digit) * weights[at]!, 0) % 11
  return rest === 0 ? 0 : rest === 1 ? undefined : 11 - rest
}

const two = (number: number): string => String(number).padStart(2, '0')

const LETTERS: Record<string, string> = { å: 'a', ä: 'a', ö: 'o', æ: 'ae', ø: 'o', é: 'e' }

function ascii(name: string): string {
  return name.toLowerCase().replaceAll(/[åäöæøé]/g, (letter) => LETTERS[letter]!).replaceAll(/[^a-z]/g, '')
}
