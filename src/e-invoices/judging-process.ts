// A process of its own: judges the e-invoice it is given. Started by judge-apart.ts.
import { Problem } from '../plumbing/errors.ts'
import { answerAsHelper } from '../plumbing/helper-process.ts'
import { answerWish, type JudgingAnswer, type JudgingWish } from './judge-apart.ts'

answerAsHelper(async (message): Promise<JudgingAnswer> => {
  try {
    return { answer: answerWish(message as JudgingWish) }
  } catch (error) {
    if (error instanceof Problem) return { problem: [error.kind, error.detail] }
    return { fault: error instanceof Error ? error.name : 'unknown' }
  }
})
