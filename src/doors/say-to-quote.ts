import { Problem } from '../plumbing/errors.ts'
import { answerQuote } from '../quotes/answer-quote.ts'
import type { AnsweredHow, Quote } from '../quotes/quote.ts'
import type { Reader } from './customer-reader.ts'
import type { House } from './house.ts'
import { sentenceOf } from './problem.ts'
import { NAME_LENGTH, yesWords } from './quote-part.ts'

/** Records what somebody pressed on the page of a quote: the quote as it stands then, or the sentence that says what is wrong. */
export async function sayToQuote(house: House, reader: Reader, quote: Quote, form: URLSearchParams, how: AnsweredHow): Promise<Quote | string> {
  const answer = form.get('answer')
  if (answer !== 'yes' && answer !== 'no') throw new Problem('invalid', { text: 'customer.nothing-chosen' })
  const name = (form.get('name') ?? '').trim().replaceAll(/\s+/g, ' ')
  const words = yesWords(reader, quote)
  if (answer === 'yes') {
    if (name === '') return sentenceOf(reader.language, { text: 'quotes.name-needed' })
    if (name.length > NAME_LENGTH) return sentenceOf(reader.language, { text: 'quotes.name-long' })
    // The words were changed while the page stood open: a yes to others is none.
    if (form.get('wording') !== words.wordingId.toString('hex')) return sentenceOf(reader.language, { text: 'quotes.own.changed' })
  }
  const by = { kind: 'person' as const, id: quote.personId }
  const said = answer === 'yes' ? { yes: true, how, name, words: words.text, language: reader.language } : { yes: false, how }
  try {
    return await house.database.write((tx) => answerQuote(tx, house.keeper, quote.personId, quote.quoteId, said, by))
  } catch (error) {
    if (error instanceof Problem && error.kind === 'conflict') return sentenceOf(reader.language, error.detail)
    throw error
  }
}
